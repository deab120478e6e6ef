import { describe, expect, it } from '@jest/globals';

import { requestedGrants } from '../../../src/domain/grants/categories.ts';
import { resourceKey } from '../../../src/domain/grants/resources/granted-resource.ts';
import { resourceFindings } from '../../../src/domain/grants/resource-findings.ts';
import type { ResourceReading } from '../../../src/domain/grants/resources/readings.ts';
import type { AllowList } from '../../../src/contract/allow.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  eventApiId,
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  everyCategory,
  graphqlApiId,
  mapArn,
  restApiId,
  someGrants,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { bucketName, userPoolId } from '../../support/builders/ids.ts';
import { aResource, foundResources } from '../../support/builders/known-resources.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { bucketReading } from '../../support/builders/resources.ts';

const foreign = { status: 'foreign' } as const;
const geo = (id: string): WrittenGrants => ({
  geo: [{ resource: `arn:aws:geo:eu-west-1:111122223333:${id}` }],
});

/** Each kind of resource, how a finding names it, and the command that looks it up again. */
const resources: readonly [WrittenGrants, string, string, string][] = [
  [
    { graphql: [{ api: graphqlApiId }] },
    graphqlApiId,
    `GraphQL API ${graphqlApiId}`,
    `aws appsync get-graphql-api --region eu-west-1 --api-id ${graphqlApiId}`,
  ],
  [
    { events: [{ api: eventApiId, channels: [] }] },
    eventApiId,
    `Event API ${eventApiId}`,
    `aws appsync get-api --region eu-west-1 --api-id ${eventApiId}`,
  ],
  [
    { rest: [{ api: restApiId, stage: 'prod', paths: [] }] },
    restApiId,
    `API ${restApiId}`,
    `aws apigateway get-rest-api --region eu-west-1 --rest-api-id ${restApiId}`,
  ],
  [
    { analytics: [{ stream: clicksArn }] },
    clicksArn,
    'Kinesis stream clicks',
    'aws kinesis describe-stream-summary --region eu-west-1 --stream-name clicks',
  ],
  [
    { analytics: [{ stream: deliveryArn }] },
    deliveryArn,
    'Firehose stream clicks',
    'aws firehose describe-delivery-stream --region eu-west-1 --delivery-stream-name clicks',
  ],
  [
    geo('map/streets'),
    mapArn,
    'map streets',
    'aws location describe-map --region eu-west-1 --map-name streets',
  ],
  [
    geo('place-index/towns'),
    'arn:aws:geo:eu-west-1:111122223333:place-index/towns',
    'place index towns',
    'aws location describe-place-index --region eu-west-1 --index-name towns',
  ],
  [
    geo('geofence-collection/depots'),
    'arn:aws:geo:eu-west-1:111122223333:geofence-collection/depots',
    'geofence collection depots',
    'aws location describe-geofence-collection --region eu-west-1 --collection-name depots',
  ],
  [
    geo('tracker/vans'),
    'arn:aws:geo:eu-west-1:111122223333:tracker/vans',
    'tracker vans',
    'aws location describe-tracker --region eu-west-1 --tracker-name vans',
  ],
  [
    { interactions: [{ bot: botId, alias: botAliasId }] },
    `${botId}/${botAliasId}`,
    `bot ${botId} with the alias ${botAliasId}`,
    `aws lexv2-models describe-bot-alias --region eu-west-1 --bot-id ${botId} --bot-alias-id ${botAliasId}`,
  ],
];

function judge(
  written: WrittenGrants,
  reading: ResourceReading | null,
  allowList: AllowList | null = null,
) {
  const grants = someGrants(written);
  const [grant] = requestedGrants({ grants, userPoolId });
  const key = grant?.resource ? resourceKey(grant.resource) : '';
  const readings = reading === null ? foundResources(grants) : { [key]: reading };
  return resourceFindings(aRequest({ grants }), readings, { allowList, roles: [], clients: [] });
}

describe.each(resources)('A granted resource: %j', (written, subject, words, command) => {
  it('is told when it is not there, with the command that looks for it', () => {
    expect(judge(written, notFound)).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_NOT_FOUND',
        severity: 'error',
        subject,
        message: `There is no ${words} in eu-west-1.`,
        look: command,
      }),
    ]);
  });

  it('is told when it may not be read, with the action', () => {
    expect(judge(written, denied('some:Action'))).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', subject, needed: 'some:Action' }),
    ]);
  });

  it('is not to be used without the word of its owner', () => {
    const [finding, ...others] = judge(written, null, {});

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'RESOURCE_NOT_ALLOWED',
      subject,
      message: `The owner of the ${words} has not allowed storefront to use it.`,
      command: expect.stringContaining('--tags amplify-import=storefront'),
    });
  });

  it('is for the rights of the caller to decide in process', () => {
    expect(judge(written, null)).toEqual([]);
  });
});

describe('A resource of somebody else', () => {
  it.each([
    [{ analytics: [{ stream: clicksArn.replace('111122223333', '999988887777') }] }],
    [geo('map/streets')],
  ])('is granted nothing, and nobody looks at it: %j', (written) => {
    expect(judge(written, foreign)).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_OTHER_ACCOUNT',
        severity: 'error',
        needed: 'the account of the roles',
      }),
    ]);
  });
});

describe('Who allows what', () => {
  const request = aRequest({ grants: storageGrants(aStorageGrant()) });
  const judgeBucket = (allowTag: string | null, allowList: AllowList = {}) =>
    resourceFindings(request, bucketReading(bucketName, { allowTag }), {
      allowList,
      roles: [],
      clients: [],
    });

  it.each(['storefront', 'any', 'warehouse storefront'])('is said by the tag "%s"', (tag) => {
    expect(judgeBucket(tag)).toEqual([]);
  });

  it('is said by the stack', () => {
    expect(judgeBucket(null, { storefront: ['arn:aws:s3:::storefront-*'] })).toEqual([]);
  });

  it.each([
    [null, 'no tag', 'storefront'],
    ['warehouse', 'warehouse', "'warehouse storefront'"],
  ])(
    'with the tag %j it takes a command that keeps the apps and the other tags',
    (tag, told, value) => {
      expect(judgeBucket(tag)).toEqual([
        expect.objectContaining({
          code: 'RESOURCE_NOT_ALLOWED',
          subject: bucketName,
          found: told,
          needed: 'amplify-import = storefront',
          command: `aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:s3:::${bucketName} --tags amplify-import=${value}`,
        }),
      ]);
    },
  );

  it('is asked of an API by the ARN that manages it', () => {
    const managed = `arn:aws:apigateway:eu-west-1::/restapis/${restApiId}`;
    const written = { rest: [{ api: restApiId, stage: 'prod', paths: [] }] };
    const [grant] = requestedGrants({ grants: someGrants(written), userPoolId });
    const reading = found({ ...aResource(grant!.resource!), arn: managed });

    expect(codes(judge(written, reading, {}))).toEqual(['RESOURCE_NOT_ALLOWED']);
    expect(judge(written, reading, { storefront: [managed] })).toEqual([]);
  });
});

describe('Every resource of a request', () => {
  it('is judged once, however often it is granted, and beside every other one', () => {
    const grants = someGrants(everyCategory);
    const twice = { ...grants, graphql: [...grants.graphql, ...grants.graphql] };
    const readings = Object.fromEntries(
      Object.keys(foundResources(twice)).map((key) => [key, notFound]),
    );

    const findings = resourceFindings(aRequest({ grants: twice }), readings, {
      allowList: null,
      roles: [],
      clients: [],
    });

    const missing = codes(findings).filter((code) => code.endsWith('_NOT_FOUND'));
    expect(missing).toHaveLength(Object.keys(readings).length);
    // Predictions name no resource.
    expect(new Set(codes(findings))).toEqual(
      new Set(['BUCKET_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'GRANTED_ON_EVERY_RESOURCE']),
    );
  });
});
