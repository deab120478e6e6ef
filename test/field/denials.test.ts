import { describe, expect, it } from '@jest/globals';

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
        message: `The policy Guard on ${role} may deny s3:*, and takes it from what is granted here; aws:SourceIp decides that in each call, and was not judged.`,
        facts: expect.objectContaining({ conditions: ['aws:SourceIp'] }),
      }),
    ]);
  });
});
