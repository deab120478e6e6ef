import {
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  eventApiId,
  graphqlApiId,
  graphqlEndpoint,
  restApiId,
} from '../builders/grants.ts';
import { userPoolId } from '../builders/ids.ts';
import { accountId, homeRegion, type AwsWorld } from './aws-world.ts';

/** Everything beside buckets that the sample requests grant, behind IAM and nothing wrong with it. */
export function seedResources({ appsync, apiGateway, kinesis, ...world }: AwsWorld): void {
  appsync.apis.put(homeRegion, graphqlApiId, {
    name: 'storefront',
    arn: `arn:aws:appsync:${homeRegion}:${accountId}:apis/${graphqlApiId}`,
    uris: { GRAPHQL: graphqlEndpoint, REALTIME: graphqlEndpoint.replace('https', 'wss') },
    authenticationType: 'AWS_IAM',
    additionalAuthenticationProviders: [
      {
        authenticationType: 'AMAZON_COGNITO_USER_POOLS',
        userPoolConfig: { userPoolId, awsRegion: homeRegion },
      },
    ],
  });
  const iam = [{ authType: 'AWS_IAM' as const }];
  appsync.eventApis.put(homeRegion, eventApiId, {
    apiArn: `arn:aws:appsync:${homeRegion}:${accountId}:apis/${eventApiId}`,
    eventConfig: {
      authProviders: [...iam, { authType: 'API_KEY' }],
      connectionAuthModes: iam,
      defaultPublishAuthModes: iam,
      defaultSubscribeAuthModes: iam,
    },
  });
  const byIam = { authorizationType: 'AWS_IAM' };
  apiGateway.restApis.put(homeRegion, restApiId, {
    name: 'storefront-items',
    stages: ['prod'],
    resources: [
      { id: 'res0', path: '/' },
      { id: 'res1', path: '/products', resourceMethods: { GET: byIam } },
      { id: 'res2', path: '/orders/{orderId}', resourceMethods: { ANY: byIam } },
    ],
  });
  kinesis.streams.put(homeRegion, 'clicks', { StreamARN: clicksArn, EncryptionType: 'NONE' });
  world.firehose.streams.put(homeRegion, 'clicks', {
    DeliveryStreamARN: deliveryArn,
    DeliveryStreamType: 'DirectPut',
  });
  for (const id of [
    'map/streets',
    'place-index/towns',
    'geofence-collection/depots',
    'tracker/vans',
  ]) {
    const arn = `arn:aws:geo:${homeRegion}:${accountId}:${id}`;
    const style = id.startsWith('map/') && { style: 'VectorEsriStreets' };
    world.location.resources.put(homeRegion, id, { arn, ...style });
  }
  world.lex.aliases.put(homeRegion, `${botId}/${botAliasId}`, {
    botAliasLocaleSettings: {
      en_US: { enabled: true },
      de_DE: { enabled: true },
      fr_FR: { enabled: false },
    },
  });
}
