import { describe, expect, it } from '@jest/globals';

import { clicksArn, deliveryArn, pinpointArn } from '../../../support/builders/grants.ts';
import { admin, given, guest, user } from '../granted.ts';

describe('An analytics grant', () => {
  it.each([
    ['Kinesis', clicksArn, ['kinesis:PutRecord', 'kinesis:PutRecords']],
    ['Firehose', deliveryArn, ['firehose:PutRecord', 'firehose:PutRecordBatch']],
  ])('lets whoever it is for put records into a stream of %s, and no more', (_, arn, actions) => {
    const puts = actions.map((action) => ({ action, resource: arn }));

    expect(given({ analytics: [{ stream: arn, authenticated: true }] }, user)).toEqual(puts);
    expect(given({ analytics: [{ stream: arn, guest: true }] }, guest)).toEqual(puts);
    expect(given({ analytics: [{ stream: arn, groups: { admins: true } }] }, admin)).toEqual(puts);
  });

  it('gives nothing on an app of Pinpoint', () => {
    expect(given({ analytics: [{ stream: pinpointArn, authenticated: true }] }, user)).toEqual([]);
  });
});
