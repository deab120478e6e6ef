import { describe, expect, it } from '@jest/globals';

import { guestFindings } from '../../../src/domain/grants/guest-findings.ts';
import { guestsReach } from '../../../src/domain/grants/guest-scope.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  clicksArn,
  everyCategory,
  graphqlApiId,
  someGrants,
  type WrittenGrants,
} from '../../support/builders/grants.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { allKnown } from '../../support/builders/known-resources.ts';
import { given, guest, user } from './granted.ts';

const judge = (written: WrittenGrants) => {
  const grants = someGrants(written);
  return guestFindings({ grants, userPoolId }, allKnown(grants));
};

describe('What guests are granted', () => {
  it('is told when Cognito may refuse it to them', () => {
    const analytics = [
      { stream: clicksArn.replace('clicks', 'orders'), authenticated: true },
      { stream: clicksArn, authenticated: true, guest: true },
    ];

    expect(judge({ analytics })).toEqual([
      expect.objectContaining({
        code: 'GUEST_OUT_OF_SCOPE',
        severity: 'warning',
        subject: 'grants.analytics.1',
        found: 'kinesis:PutRecord, kinesis:PutRecords',
        facts: {
          grant: 'grants.analytics.1',
          actions: ['kinesis:PutRecord', 'kinesis:PutRecords'],
        },
      }),
    ]);
  });

  it('is within reach in every other category', () => {
    const { analytics: _analytics, graphql: _graphql, ...others } = everyCategory;

    expect(judge({ ...others, geo: others.geo?.slice(0, 4) })).toEqual([]);
    expect(judge({ analytics: everyCategory.analytics?.slice(1) })).toEqual([]);
  });

  it('may be denied whatever it is: a Deny needs nobody to reach it', () => {
    const paths = {
      'a/*': { guest: ['get' as const] },
      'a/b/*': { authenticated: ['get' as const] },
    };

    expect(judge({ storage: [{ bucket: 'photos-bucket', paths }] })).toEqual([]);
  });

  it.each([
    ['the whole of it', true, ['GUEST_WRITES_LEFT_OUT']],
    ['what it names', ['Query.*', 'Mutation.*'], []],
    ['nothing', false, []],
  ])('on a GraphQL API is %s, and said where that leaves writes out', (_, fields, expected) => {
    const graphql = [{ api: graphqlApiId, authenticated: true, guest: fields }];

    expect(codes(judge({ graphql }))).toEqual(expected);
  });
});

describe('The reach of guests', () => {
  it.each([
    ['s3:GetObject', true],
    ['appsync:GraphQL', true],
    ['execute-api:Invoke', true],
    ['firehose:PutRecord', true],
    ['lex:RecognizeText', true],
    ['textract:AnalyzeDocument', true],
    ['geo:GetMapTile', true],
    ['geo:BatchPutGeofence', true],
    ['geo:ListGeofences', true],
    ['geo:BatchUpdateDevicePosition', true],
    ['textract:StartDocumentAnalysis', false],
    ['kinesis:PutRecord', false],
    ['mobiletargeting:PutEvents', false],
    ['geo:DeleteTracker', false],
    ['geo:Geofences', true],
    ['ssm:GetParameter', false],
    ['s3', false],
  ])('of %s is %j', (action, expected) => {
    expect(guestsReach(action)).toBe(expected);
  });
});

describe('Guests', () => {
  it('never get more than signed-in users who are granted the same', () => {
    const same = JSON.parse(JSON.stringify(everyCategory), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'guest' in value
        ? { ...value, authenticated: value.guest }
        : value,
    ) as WrittenGrants;
    // Levels of Gen 1 and whole APIs are wider for users; here each action counts, wherever it is.
    const actionsOf = (who: typeof user) => new Set(given(same, who).map(({ action }) => action));

    for (const action of actionsOf(guest)) expect(actionsOf(user)).toContain(action);
  });
});
