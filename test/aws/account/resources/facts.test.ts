import { beforeEach, describe, expect, test } from '@jest/globals';

import { accountResources } from '../../../../src/aws/account/resources/account-resources.ts';
import type { GrantedService, NamedResource } from '../../../../src/contract/named-resource.ts';
import { accessDenied } from '../../../support/aws-world/aws-error.ts';
import { accountId, awsWorld, type AwsWorld } from '../../../support/aws-world/aws-world.ts';
import { seedBucket } from '../../../support/aws-world/sample-account.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  eventApiId,
  graphqlApiId,
  graphqlEndpoint,
  restApiId,
} from '../../../support/builders/grants.ts';
import { bucketName, userPoolId } from '../../../support/builders/ids.ts';
import { aTrustedPool } from '../../../support/builders/resources.ts';

const region = 'eu-west-1';
const keyArn = `arn:aws:kms:eu-west-1:${accountId}:key/11111111-2222-3333-4444-555555555555`;

let world: AwsWorld;

beforeEach(() => {
  world = awsWorld();
});

const besides = { withTag: false, withPolicy: true };

async function factsOf(service: GrantedService, id: string): Promise<unknown> {
  const resource: NamedResource = { service, id, region, owner: null };
  const reading = await accountResources(async () => accountId).describe(resource, besides);
  return reading.status === 'found' ? reading.value.facts : reading;
}

describe('A bucket', () => {
  test.each([
    ['', 'us-east-1'],
    ['us-east-1', 'us-east-1'],
    ['EU', 'eu-west-1'],
  ])('whose location is "%s" lies in %s', async (location, expected) => {
    seedBucket(world, bucketName, { region: location });

    const reading = await accountResources(async () => null).describe(
      { service: 's3', id: bucketName, region: null, owner: null },
      besides,
    );

    expect(reading).toMatchObject({ value: { place: { region: expected } } });
  });

  test('of China has an ARN of its own partition', async () => {
    seedBucket(world, bucketName, { region: 'cn-north-1' });

    const reading = await accountResources(async () => null).describe(
      { service: 's3', id: bucketName, region: null, owner: null },
      besides,
    );

    expect(reading).toMatchObject({ value: { arn: `arn:aws-cn:s3:::${bucketName}` } });
  });

  test('without CORS, tags and a key of a customer has none of them', async () => {
    seedBucket(world, bucketName, { cors: null });

    expect(await factsOf('s3', bucketName)).toEqual({
      service: 's3',
      cors: { status: 'not-found' },
      kmsKey: { status: 'not-found' },
      policy: { status: 'not-found' },
    });
  });

  test('tells its CORS rules and its customer key', async () => {
    const rule = { AllowedOrigins: ['*'], AllowedMethods: ['GET'] };
    seedBucket(world, bucketName, { cors: [rule], kmsKey: keyArn });

    expect(await factsOf('s3', bucketName)).toEqual({
      service: 's3',
      cors: { status: 'found', value: [{ origins: ['*'], methods: ['GET'], exposedHeaders: [] }] },
      kmsKey: { status: 'found', value: keyArn },
      policy: { status: 'not-found' },
    });
  });

  test('has no customer key when it is the one that AWS keeps for S3', async () => {
    seedBucket(world, bucketName, { kmsKey: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3' });

    expect(await factsOf('s3', bucketName)).toMatchObject({ kmsKey: { status: 'not-found' } });
  });

  test('tells its own policy', async () => {
    const policy = { Version: '2012-10-17', Statement: [] };
    seedBucket(world, bucketName, { policy });

    expect(await factsOf('s3', bucketName)).toMatchObject({
      policy: { status: 'found', value: JSON.stringify(policy) },
    });
  });

  test('whose CORS, encryption and policy may not be read is there all the same', async () => {
    seedBucket(world, bucketName);
    world.faults.fail('s3:GetBucketCors', accessDenied());
    world.faults.fail('s3:GetBucketEncryption', accessDenied());
    world.faults.fail('s3:GetBucketPolicy', accessDenied());

    expect(await factsOf('s3', bucketName)).toEqual({
      service: 's3',
      cors: { status: 'denied', action: 's3:GetBucketCORS' },
      kmsKey: { status: 'denied', action: 's3:GetEncryptionConfiguration' },
      policy: { status: 'denied', action: 's3:GetBucketPolicy' },
    });
  });
});

describe('A GraphQL API', () => {
  test('tells every way to get in, the default one first, and every pool', async () => {
    const userPoolConfig = { userPoolId, awsRegion: region };
    world.appsync.apis.put(region, graphqlApiId, {
      name: 'storefront',
      uris: { GRAPHQL: graphqlEndpoint, REALTIME: 'wss://realtime.example.com' },
      authenticationType: 'API_KEY',
      additionalAuthenticationProviders: [
        { authenticationType: 'AWS_IAM' },
        { authenticationType: 'AMAZON_COGNITO_USER_POOLS', userPoolConfig },
      ],
    });

    expect(await factsOf('appsync', graphqlApiId)).toEqual({
      service: 'appsync',
      name: 'storefront',
      endpoint: graphqlEndpoint,
      authenticationTypes: ['API_KEY', 'AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
      trustedPools: [aTrustedPool()],
      isPrivate: false,
    });
  });

  test('tells that it answers within a VPC only', async () => {
    world.appsync.apis.put(region, graphqlApiId, { visibility: 'PRIVATE' });

    expect(await factsOf('appsync', graphqlApiId)).toMatchObject({ isPrivate: true });
  });
});

describe('A user pool that a GraphQL API trusts', () => {
  const pool = { userPoolId, awsRegion: region };
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  const oidc = (openIDConnectConfig: { issuer: string; clientId?: string }) => ({
    authenticationType: 'OPENID_CONNECT' as const,
    openIDConnectConfig,
  });
  const byDefault = (defaultAction: 'ALLOW' | 'DENY') => ({
    authenticationType: 'AMAZON_COGNITO_USER_POOLS' as const,
    userPoolConfig: { ...pool, defaultAction, appIdClientRegex: '^3web' },
  });
  const trusted = aTrustedPool();
  const byIssuer = aTrustedPool({ by: 'OPENID_CONNECT' });

  test.each([
    [byDefault('ALLOW'), [{ ...trusted, clients: '^3web' }]],
    [byDefault('DENY'), [{ ...trusted, clients: '^3web', deniedByDefault: true }]],
    [oidc({ issuer }), [byIssuer]],
    [
      oidc({ issuer: issuer.replace('cognito', 'issuer-cognito') }),
      [{ ...byIssuer, issuer: 'updated' }],
    ],
    [oidc({ issuer: `${issuer}/`, clientId: '3web' }), [{ ...byIssuer, clients: '3web' }]],
    [oidc({ issuer: 'https://login.example.com/eu-west-1_AbCdEfGhI' }), []],
    [oidc({ issuer: issuer.replace(region, 'eu-north-1') }), []],
  ])('is read with its app clients and what it denies: %j', async (api, trustedPools) => {
    world.appsync.apis.put(region, graphqlApiId, api);

    expect(await factsOf('appsync', graphqlApiId)).toMatchObject({ trustedPools });
  });
});

describe('An Event API', () => {
  test('tells every way to get in, what each is for, and every pool with its app clients', async () => {
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
    const cognitoConfig = { userPoolId, awsRegion: region, appIdClientRegex: '^3web' };
    const [iam, cognito, oidc] = [
      { authType: 'AWS_IAM' as const },
      { authType: 'AMAZON_COGNITO_USER_POOLS' as const },
      { authType: 'OPENID_CONNECT' as const },
    ];
    world.appsync.eventApis.put(region, eventApiId, {
      name: 'chat',
      eventConfig: {
        authProviders: [
          iam,
          { ...cognito, cognitoConfig },
          { ...oidc, openIDConnectConfig: { issuer } },
        ],
        connectionAuthModes: [cognito],
        defaultPublishAuthModes: [iam, cognito],
        defaultSubscribeAuthModes: [oidc],
      },
    });

    expect(await factsOf('appsync-events', eventApiId)).toEqual({
      service: 'appsync-events',
      name: 'chat',
      endpoint: `https://${eventApiId}.appsync-api.${region}.amazonaws.com/event`,
      providers: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT'],
      connect: ['AMAZON_COGNITO_USER_POOLS'],
      publish: ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'],
      subscribe: ['OPENID_CONNECT'],
      trustedPools: [aTrustedPool({ clients: '^3web' }), aTrustedPool({ by: 'OPENID_CONNECT' })],
    });
  });
});

describe('A REST API', () => {
  const resource = (index: number) => ({
    id: `r${index}`,
    path: `/items/${index}`,
    resourceMethods: { GET: { authorizationType: 'AWS_IAM' } },
  });
  const seed = (count: number) =>
    world.apiGateway.restApis.put(region, restApiId, {
      name: 'items',
      stages: ['prod', 'dev'],
      resources: Array.from({ length: count }, (_, index) => resource(index)),
    });

  test('tells its stages and its methods', async () => {
    seed(1);

    expect(await factsOf('execute-api', restApiId)).toEqual({
      service: 'execute-api',
      kind: 'rest',
      name: 'items',
      openEndpoint: true,
      isPrivate: false,
      policy: null,
      stages: ['prod', 'dev'],
      routes: [
        { id: 'r0', method: 'GET', path: '/items/0', authorization: 'AWS_IAM', authorizer: null },
      ],
      moreRoutes: false,
    });
  });

  test('tells that it is private, and its own policy without the escapes of the answer', async () => {
    const policy = JSON.stringify({ Statement: [{ Resource: 'execute-api:/*' }] });
    const answered = JSON.stringify(policy)
      .slice(1, -1)
      .replaceAll('/', String.raw`\/`);
    const seeded = { stages: [], resources: [], isPrivate: true, policy: answered };
    world.apiGateway.restApis.put(region, restApiId, seeded);

    expect(await factsOf('execute-api', restApiId)).toMatchObject({ isPrivate: true, policy });
  });

  test('may answer its policy as it is', async () => {
    const policy = '{"Statement":[]}';
    world.apiGateway.restApis.put(region, restApiId, { stages: [], resources: [], policy });

    expect(await factsOf('execute-api', restApiId)).toMatchObject({ policy });
  });

  test('tells the user pools that a method trusts, by tokens that name their original issuer', async () => {
    const methods = (authorizerId: string) => ({
      GET: { authorizationType: 'COGNITO_USER_POOLS', authorizerId },
      POST: { authorizationType: 'CUSTOM', authorizerId },
    });
    const providerARNs = [`arn:aws:cognito-idp:eu-west-1:999988887777:userpool/${userPoolId}`];
    world.apiGateway.restApis.put(region, restApiId, {
      stages: [],
      resources: [
        { id: 'r1', path: '/a', resourceMethods: methods('pools') },
        { id: 'r2', path: '/b', resourceMethods: methods('lambda') },
      ],
      authorizers: [
        { id: 'pools', type: 'COGNITO_USER_POOLS', providerARNs },
        { id: 'lambda', type: 'TOKEN' },
      ],
    });

    const facts = await factsOf('execute-api', restApiId);

    const trusting = {
      id: 'pools',
      userPoolIds: [userPoolId],
      issuer: 'original',
      clients: null,
    };
    expect(facts).toMatchObject({
      routes: [
        { path: '/a', method: 'GET', authorizer: trusting },
        { path: '/a', method: 'POST', authorizer: null },
        { path: '/b', method: 'GET', authorizer: null },
        { path: '/b', method: 'POST', authorizer: null },
      ],
    });
  });

  test.each([
    [500, 1, false],
    [501, 2, false],
    [2_000, 4, false],
    [2_001, 4, true],
  ])('with %i resources is read by %i pages', async (count, pages, moreRoutes) => {
    seed(count);

    const facts = await factsOf('execute-api', restApiId);

    expect(facts).toMatchObject({ moreRoutes });
    expect(world.calls.filter(({ action }) => action === 'GetResources')).toHaveLength(pages);
  });
});

describe('An HTTP API', () => {
  const routes = [
    { RouteId: 'a1', RouteKey: 'GET /items', AuthorizationType: 'AWS_IAM' as const },
    { RouteId: 'a2', RouteKey: '$default' },
  ];

  test('is looked for where there is no REST API of the id', async () => {
    const seeded = { name: 'items', stages: ['$default'], routes };
    world.apiGateway.httpApis.put(region, restApiId, seeded);

    expect(await factsOf('execute-api', restApiId)).toEqual({
      service: 'execute-api',
      kind: 'http',
      name: 'items',
      openEndpoint: true,
      isPrivate: false,
      policy: null,
      stages: ['$default'],
      routes: [
        { id: 'a1', method: 'GET', path: '/items', authorization: 'AWS_IAM', authorizer: null },
        { id: 'a2', method: 'ANY', path: '$default', authorization: 'NONE', authorizer: null },
      ],
      moreRoutes: false,
    });
  });

  test.each([
    ['', 'updated'],
    ['/', 'updated/'],
  ])(
    'tells the user pool, and the app clients of it, that a route trusts: "%s"',
    async (end, issuer) => {
      const Issuer = `https://issuer-cognito-idp.${region}.amazonaws.com/${userPoolId}${end}`;
      const jwt = { AuthorizationType: 'JWT' as const };
      world.apiGateway.httpApis.put(region, restApiId, {
        stages: [],
        routes: [
          { RouteId: 'a1', RouteKey: 'GET /a', ...jwt, AuthorizerId: 'pool' },
          { RouteId: 'a2', RouteKey: '$default', ...jwt, AuthorizerId: 'other' },
          { RouteId: 'a3', RouteKey: 'GET /c', AuthorizationType: 'CUSTOM', AuthorizerId: 'pool' },
        ],
        authorizers: [
          {
            AuthorizerId: 'pool',
            Name: 'pool',
            AuthorizerType: 'JWT',
            JwtConfiguration: { Issuer, Audience: ['web', 'native'] },
          },
          {
            AuthorizerId: 'other',
            Name: 'other',
            AuthorizerType: 'JWT',
            JwtConfiguration: { Issuer: 'https://login.example.com/', Audience: ['web'] },
          },
        ],
      });

      const trusting = {
        id: 'pool',
        userPoolIds: [userPoolId],
        issuer,
        clients: ['web', 'native'],
      };
      expect(await factsOf('execute-api', restApiId)).toMatchObject({
        routes: [{ authorizer: trusting }, { authorizer: null }, { authorizer: null }],
      });
    },
  );

  test('tells that it answers under a domain of its owner only, as a REST API does', async () => {
    const closed = { stages: [], endpointDisabled: true };
    world.apiGateway.httpApis.put(region, restApiId, { ...closed, routes });
    world.apiGateway.restApis.put(region, 'z9y8x7w6v5', { ...closed, resources: [] });

    expect(await factsOf('execute-api', restApiId)).toMatchObject({ openEndpoint: false });
    expect(await factsOf('execute-api', 'z9y8x7w6v5')).toMatchObject({ openEndpoint: false });
  });

  test('is none when it speaks WebSocket', async () => {
    world.apiGateway.httpApis.put(region, restApiId, { stages: [], routes, protocol: 'WEBSOCKET' });

    expect(await factsOf('execute-api', restApiId)).toEqual({ status: 'not-found' });
  });
});

describe('A stream', () => {
  test.each([
    [{ EncryptionType: 'NONE' as const }, null],
    [{ EncryptionType: 'KMS' as const, KeyId: 'alias/aws/kinesis' }, null],
    [{ EncryptionType: 'KMS' as const, KeyId: 'alias/storefront' }, 'alias/storefront'],
  ])('of Kinesis with %j has the customer key %j', async (encryption, kmsKey) => {
    world.kinesis.streams.put(region, 'clicks', { StreamARN: clicksArn, ...encryption });

    expect(await factsOf('kinesis', 'stream/clicks')).toEqual({ service: 'kinesis', kmsKey });
  });

  test('of Firehose tells where its records come from', async () => {
    const stream = { DeliveryStreamARN: deliveryArn, DeliveryStreamType: 'KinesisStreamAsSource' };
    world.firehose.streams.put(region, 'clicks', stream as never);

    expect(await factsOf('firehose', 'deliverystream/clicks')).toEqual({
      service: 'firehose',
      source: 'KinesisStreamAsSource',
    });
  });
});

describe('A resource of Amazon Location', () => {
  test('that is a map tells its style; every other kind has none', async () => {
    const arn = (id: string) => `arn:aws:geo:${region}:${accountId}:${id}`;
    const style = 'VectorEsriStreets';
    world.location.resources.put(region, 'map/streets', { arn: arn('map/streets'), style });
    world.location.resources.put(region, 'tracker/vans', { arn: arn('tracker/vans') });

    expect(await factsOf('geo', 'map/streets')).toEqual({ service: 'geo', style });
    expect(await factsOf('geo', 'tracker/vans')).toEqual({ service: 'geo', style: null });
  });
});

describe('An alias of a bot', () => {
  test.each([
    [undefined, []],
    [{ en_US: { enabled: true }, de_DE: { enabled: true } }, ['de_DE', 'en_US']],
    [{ en_US: { enabled: true }, fr_FR: { enabled: false } }, ['en_US']],
  ])('with %j answers in %j', async (botAliasLocaleSettings, locales) => {
    const settings = botAliasLocaleSettings && { botAliasLocaleSettings };
    world.lex.aliases.put(region, `${botId}/${botAliasId}`, { ...settings });

    expect(await factsOf('lex', `${botId}/${botAliasId}`)).toEqual({ service: 'lex', locales });
  });
});
