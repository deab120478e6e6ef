import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { StreamFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { clicksArn, deliveryArn, someGrants } from '../../../support/builders/grants.ts';
import { authRoleArn, guestRoleArn } from '../../../support/builders/ids.ts';
import { home } from '../../../support/builders/known-resources.ts';
import { found } from '../../../support/builders/readings.ts';
import { aRequest } from '../../../support/builders/request.ts';

function judge(arn: string, key: string, facts: StreamFacts) {
  const grants = someGrants({ analytics: [{ stream: arn, authenticated: true }] });
  const description = { arn, place: home, allowTag: null, facts };
  return resourceFindings(
    aRequest({ grants }),
    { [key]: found(description) },
    {
      allowList: null,
      clients: [],
      roles: [
        { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
        { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
      ],
    },
  );
}

describe('A Firehose stream', () => {
  const key = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/clicks';

  it('takes records from apps by direct PUT', () => {
    expect(judge(deliveryArn, key, { service: 'firehose', source: 'DirectPut' })).toEqual([]);
  });

  it.each(['KinesisStreamAsSource', 'MSKAsSource'])('takes none from apps with %s', (source) => {
    expect(judge(deliveryArn, key, { service: 'firehose', source })).toEqual([
      expect.objectContaining({
        code: 'STREAM_TAKES_NO_RECORDS',
        severity: 'error',
        facts: expect.objectContaining({ source }),
        subject: deliveryArn,
        found: source,
      }),
    ]);
  });
});

describe('A Kinesis stream', () => {
  const key = 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks';

  it('without a customer key needs no more than the grant', () => {
    expect(judge(clicksArn, key, { service: 'kinesis', kmsKey: null })).toEqual([]);
  });

  it('with one needs the word of its owner for each granted role, whatever name it is known by', () => {
    expect(judge(clicksArn, key, { service: 'kinesis', kmsKey: 'alias/clicks' })).toEqual([
      expect.objectContaining({
        code: 'STREAM_KMS_KEY',
        severity: 'warning',
        facts: expect.objectContaining({ key: 'alias/clicks', operations: ['GenerateDataKey'] }),
        subject: authRoleArn,
        needed: 'kms:GenerateDataKey',
        command: `aws kms create-grant --region eu-west-1 --key-id "$(aws kms describe-key --region eu-west-1 --key-id alias/clicks --query KeyMetadata.Arn --output text)" --grantee-principal ${authRoleArn} --operations GenerateDataKey`,
      }),
    ]);
  });
});
