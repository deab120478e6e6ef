import { describe, expect, it } from '@jest/globals';

import { accessDenied } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';

const role = 'arn:aws:iam::123456789012:role/AppAuth';

/** What a case is told of grants that a Deny beats. */
async function denialsOf(...[name, change]: Parameters<typeof planOfCase>) {
  const { findings } = await planOfCase(name, change);
  return findings.filter(({ code }) => code.startsWith('GRANT_DENIED_'));
}

/** Makes the one statement of the foreign policy another one. */
function editGuard(world: AwsWorld, edit: (statement: object) => object): void {
  const { policies = {} } = world.iam.roles.get('AppAuth') ?? {};
  const { Statement, ...rest } = JSON.parse(policies['Guard'] ?? '');
  policies['Guard'] = JSON.stringify({ ...rest, Statement: [edit(Statement[0])] });
}

describe('A Deny in another inline policy of a granted role', () => {
  it('is told, as it beats the grant', async () => {
    expect(await denialsOf('07a-foreign-deny')).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_ON_ROLE',
        severity: 'warning',
        subject: role,
        message: `The policy Guard on ${role} denies s3:*, and takes it from what is granted here.`,
        facts: {
          role,
          policyName: 'Guard',
          actions: ['s3:*'],
          denied: ['arn:aws:s3:::shop-uploads', 'arn:aws:s3:::shop-uploads/*'],
        },
      }),
    ]);
  });

  it('is told without the rest of that policy', async () => {
    const result = await planOfCase('07a-foreign-deny', (world) => {
      editGuard(world, (guard) => ({ ...guard, Sid: 'OnlyTheirBusiness' }));
    });

    expect(JSON.stringify(result)).not.toContain('OnlyTheirBusiness');
  });

  it('is told with what decides it, where that is known in a call only', async () => {
    const denials = await denialsOf('07a-foreign-deny', (world) => {
      editGuard(world, (guard) => ({
        ...guard,
        Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      }));
    });

    expect(denials).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_ON_ROLE',
        message: `The policy Guard on ${role} may deny s3:*, of what is granted here: aws:SourceIp decides that in each call.`,
        facts: expect.objectContaining({ conditions: ['aws:SourceIp'] }),
      }),
    ]);
  });
});

describe('A Deny of sessions that are over', () => {
  const revoked = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateLessThan: { 'aws:TokenIssueTime': '2014-05-07T23:47:00Z' } },
  };

  it('on the role takes nothing of what is granted', async () => {
    expect(
      await denialsOf('07a-foreign-deny', (world) => {
        editGuard(world, () => revoked);
      }),
    ).toEqual([]);
  });
});

describe('A Deny in the policy of a granted bucket', () => {
  const bucket = 'shop-uploads';
  const onlyFor = (Condition: object) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition,
      },
    ],
  });
  const backend = 'arn:aws:iam::123456789012:role/Backend';
  const withPolicy = (policy: object) => (world: AwsWorld) => {
    editGuard(world, (guard) => ({ ...guard, Effect: 'Allow' }));
    Object.assign(world.s3.buckets.get(bucket) ?? {}, { policy });
  };

  it('that spares another role alone is told', async () => {
    const denials = await denialsOf(
      '07a-foreign-deny',
      withPolicy(onlyFor({ StringNotEquals: { 'aws:PrincipalArn': backend } })),
    );

    expect(denials).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_BY_BUCKET',
        severity: 'warning',
        subject: bucket,
        facts: expect.objectContaining({ role, bucket, actions: ['s3:*'] }),
      }),
    ]);
  });

  it('that spares the granted role takes nothing', async () => {
    const denials = await denialsOf(
      '07a-foreign-deny',
      withPolicy(onlyFor({ ArnNotLike: { 'aws:PrincipalArn': [backend, role] } })),
    );

    expect(denials).toEqual([]);
  });

  it('of calls in plain text takes nothing', async () => {
    const denials = await denialsOf(
      '07a-foreign-deny',
      withPolicy(onlyFor({ Bool: { 'aws:SecureTransport': 'false' } })),
    );

    expect(denials).toEqual([]);
  });

  it('that hangs on who calls from where is told with what decides it', async () => {
    const denials = await denialsOf(
      '07a-foreign-deny',
      withPolicy(onlyFor({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })),
    );

    expect(denials).toEqual([
      expect.objectContaining({
        code: 'GRANT_DENIED_BY_BUCKET',
        facts: expect.objectContaining({ conditions: ['aws:SourceVpce'] }),
      }),
    ]);
  });

  it('that nobody may read is said to be unknown, and the run goes on', async () => {
    const { status, findings } = await planOfCase('07a-foreign-deny', (world) => {
      world.faults.fail('s3:GetBucketPolicy', accessDenied());
    });

    expect(status).toBe('planned');
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'warning',
        facts: { of: bucket, action: 's3:GetBucketPolicy', unsure: 'effect' },
      }),
    );
  });
});
