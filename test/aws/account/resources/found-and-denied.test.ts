import { beforeEach, describe, expect, test } from '@jest/globals';

import { accountResources } from '../../../../src/aws/account/resources/account-resources.ts';
import { requestedGrants } from '../../../../src/domain/grants/categories.ts';
import type { NamedResource } from '../../../../src/contract/named-resource.ts';
import type { Besides } from '../../../../src/procedures/account/port.ts';
import { accessDenied, throttled } from '../../../support/aws-world/aws-error.ts';
import { accountId, awsWorld, type AwsWorld } from '../../../support/aws-world/aws-world.ts';
import { seedBucket } from '../../../support/aws-world/sample-account.ts';
import {
  eventApiId,
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  graphqlApiId,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../../../support/builders/grants.ts';
import { bucketName, userPoolId } from '../../../support/builders/ids.ts';

const region = 'us-east-1';
const inRegion = (arn: string) => arn.replace('eu-west-1', region);
const locationArn = (id: string) => `arn:aws:geo:${region}:${accountId}:${id}`;
const tags = { team: 'web', 'amplify-import': 'storefront' };

/** The resource that a grant names. */
function named(written: WrittenGrants): NamedResource {
  const [grant] = requestedGrants({ grants: someGrants(written), userPoolId });
  if (!grant?.resource) throw new Error('The grant names no resource.');
  return grant.resource;
}

type Case = {
  readonly resource: NamedResource;
  readonly seed: (world: AwsWorld) => void;
  readonly arn: string;
  /** What is read, and what is read for the tag besides. */
  readonly reads: readonly string[];
  readonly tagRead?: string;
};

const geoCase = (id: string, action: string): Case => ({
  resource: named({ geo: [{ resource: locationArn(id), authenticated: ['read'] }] }),
  seed: ({ location }) => location.resources.put(region, id, { arn: locationArn(id), tags }),
  arn: locationArn(id),
  reads: [`geo:${action}`],
});

const cases: Readonly<Record<string, Case>> = {
  'a bucket': {
    resource: named({ storage: [{ bucket: bucketName }] }),
    seed: (world) => seedBucket(world, bucketName, { region, tags }),
    arn: `arn:aws:s3:::${bucketName}`,
    reads: [
      's3:GetBucketLocation',
      's3:GetBucketCors',
      's3:GetBucketEncryption',
      's3:GetBucketPolicy',
    ],
    tagRead: 's3:GetBucketTagging',
  },
  'a GraphQL API': {
    resource: named({ graphql: [{ api: graphqlApiId, region }] }),
    seed: ({ appsync }) =>
      appsync.apis.put(region, graphqlApiId, {
        arn: `arn:aws:appsync:${region}:${accountId}:apis/${graphqlApiId}`,
        tags,
      }),
    arn: `arn:aws:appsync:${region}:${accountId}:apis/${graphqlApiId}`,
    reads: ['appsync:GetGraphqlApi'],
  },
  'an Event API': {
    resource: named({ events: [{ api: eventApiId, region, channels: [] }] }),
    seed: ({ appsync }) =>
      appsync.eventApis.put(region, eventApiId, {
        apiArn: `arn:aws:appsync:${region}:${accountId}:apis/${eventApiId}`,
        tags,
      }),
    arn: `arn:aws:appsync:${region}:${accountId}:apis/${eventApiId}`,
    reads: ['appsync:GetApi'],
  },
  'a REST API': {
    resource: named({ rest: [{ api: restApiId, region, stage: 'prod', paths: [] }] }),
    seed: ({ apiGateway }) =>
      apiGateway.restApis.put(region, restApiId, { tags, stages: ['prod'], resources: [] }),
    arn: `arn:aws:apigateway:${region}::/restapis/${restApiId}`,
    reads: [
      'apigateway:GetRestApi',
      'apigateway:GetStages',
      'apigateway:GetAuthorizers',
      'apigateway:GetResources',
    ],
  },
  'a Kinesis stream': {
    resource: named({ analytics: [{ stream: inRegion(clicksArn) }] }),
    seed: ({ kinesis }) =>
      kinesis.streams.put(region, 'clicks', { StreamARN: inRegion(clicksArn), tags }),
    arn: inRegion(clicksArn),
    reads: ['kinesis:DescribeStreamSummary'],
    tagRead: 'kinesis:ListTagsForStream',
  },
  'a Firehose stream': {
    resource: named({ analytics: [{ stream: inRegion(deliveryArn) }] }),
    seed: ({ firehose }) =>
      firehose.streams.put(region, 'clicks', { DeliveryStreamARN: inRegion(deliveryArn), tags }),
    arn: inRegion(deliveryArn),
    reads: ['firehose:DescribeDeliveryStream'],
    tagRead: 'firehose:ListTagsForDeliveryStream',
  },
  'a map': geoCase('map/streets', 'DescribeMap'),
  'a place index': geoCase('place-index/towns', 'DescribePlaceIndex'),
  'a geofence collection': geoCase('geofence-collection/depots', 'DescribeGeofenceCollection'),
  'a tracker': geoCase('tracker/vans', 'DescribeTracker'),
  'a bot': {
    resource: named({ interactions: [{ bot: botId, alias: botAliasId, region }] }),
    seed: ({ lex }) => lex.aliases.put(region, `${botId}/${botAliasId}`, { tags }),
    arn: `arn:aws:lex:${region}:${accountId}:bot-alias/${botId}/${botAliasId}`,
    reads: ['lex:DescribeBotAlias'],
    tagRead: 'lex:ListTagsForResource',
  },
};

let world: AwsWorld;

beforeEach(() => {
  world = awsWorld();
});

const everything: Besides = { withTag: true, withPolicy: true };
const describeIt = (resource: NamedResource, besides: Partial<Besides> = {}) =>
  accountResources(async () => accountId).describe(resource, { ...everything, ...besides });
const callsMade = () => world.calls.map(({ service, action }) => `${service}:${action}`);

describe.each(Object.entries(cases))('%s', (_, { resource, seed, arn, reads, tagRead }) => {
  test('is found where it lies, with the tag of its owner', async () => {
    seed(world);

    const reading = await describeIt(resource);

    expect(reading).toMatchObject({
      status: 'found',
      value: {
        arn,
        place: { partition: 'aws', region, account: accountId },
        allowTag: 'storefront',
        facts: { service: resource.service },
      },
    });
    expect(new Set(world.calls.map((call) => call.wave)).size).toBe(1);
  });

  test('is asked for no tag when nobody needs it', async () => {
    seed(world);

    const reading = await describeIt(resource, { withTag: false });

    expect(reading).toMatchObject({ status: 'found', value: { allowTag: null } });
    expect(callsMade().toSorted()).toEqual([...reads].toSorted());
  });

  test('that is not there is no error', async () => {
    expect(await describeIt(resource)).toEqual({ status: 'not-found' });
  });

  test('that may not be read says which action is missing', async () => {
    const [call = ''] = reads;
    seed(world);
    world.faults.fail(call, accessDenied());

    const action = call.startsWith('apigateway:') ? 'apigateway:GET' : call;
    expect(await describeIt(resource)).toEqual({ status: 'denied', action });
  });

  test('of a service that is busy is asked for again by the step', async () => {
    seed(world);
    world.faults.fail(reads[0] ?? '', throttled());

    await expect(describeIt(resource)).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });

  test('is not taken for allowed when its tags may not be read', async () => {
    seed(world);
    if (tagRead) world.faults.fail(tagRead, accessDenied());

    const reading = await describeIt(resource);

    expect(reading).toMatchObject(
      tagRead ? { status: 'denied', action: tagRead } : { status: 'found' },
    );
  });
});

describe('A bucket', () => {
  const { resource } = cases['a bucket']!;

  test('of another owner is denied, although its policy lets everybody read it', async () => {
    seedBucket(world, bucketName, { region, owner: '999988887777' });

    expect(await describeIt(resource)).toEqual({
      status: 'denied',
      action: 's3:GetBucketLocation',
    });
    for (const { input } of world.calls) {
      expect(input).toMatchObject({ ExpectedBucketOwner: accountId });
    }
  });

  test('is of nobody in particular when nobody says which account is asked', async () => {
    seedBucket(world, bucketName, { region, owner: '999988887777' });

    const reading = await accountResources(async () => null).describe(resource, everything);

    expect(reading).toMatchObject({ status: 'found', value: { place: { account: '' } } });
    for (const { input } of world.calls) expect(input).not.toHaveProperty('ExpectedBucketOwner');
  });
});

describe('The policy of a bucket', () => {
  test('is asked for only when somebody needs it', async () => {
    const { resource } = cases['a bucket']!;
    seedBucket(world, bucketName, { region, policy: { Statement: [] } });

    const reading = await describeIt(resource, { withPolicy: false });

    expect(reading).toMatchObject({ value: { facts: { policy: { status: 'not-found' } } } });
    expect(callsMade()).not.toContain('s3:GetBucketPolicy');
  });
});

describe('The account that an ARN needs and no answer holds', () => {
  test.each(['a REST API', 'a bot'])(
    'is what %s is denied for when nobody says it',
    async (kind) => {
      const { resource, seed } = cases[kind]!;
      seed(world);

      const reading = await accountResources(async () => null).describe(resource, everything);

      expect(reading).toEqual({ status: 'denied', action: 'sts:GetCallerIdentity' });
    },
  );
});
