import { describe, expect, it } from '@jest/globals';

import type { Finding } from '../../src/contract/findings.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';
import { amr, aud, cognito, mendedBy } from '../support/builders/trust.ts';

const ours = 'us-east-1:880736e6-c4fe-4b05-82a8-a0d4c8779718';
const webIdentity = 'sts:AssumeRoleWithWebIdentity';

/** The statement that lets in the signed-in users of an identity pool. */
const letsIn = (identityPool: string, Action: unknown = webIdentity) => ({
  Effect: 'Allow',
  Principal: { Federated: cognito },
  Action,
  Condition: {
    StringEquals: { [aud]: identityPool },
    'ForAnyValue:StringLike': { [amr]: 'authenticated' },
  },
});

/** What a case is told about the trust of its roles. */
async function trustFindings(name: string): Promise<readonly Finding[]> {
  const { findings } = await planOfCase(name);
  return findings.filter(({ code }) => code.startsWith('TRUST_'));
}

const statementsOf = (finding: Finding | undefined) =>
  JSON.parse(mendedBy(finding)).Statement as unknown;

describe('A role that was for another identity pool, with the tagging of sessions', () => {
  const old = 'us-east-1:00000000-1111-4222-8333-444444444444';
  const both = [webIdentity, 'sts:TagSession'];

  it.each([
    [
      'in a statement of its own',
      '01a-tagsession-own-statement-old-pool',
      [letsIn(old), letsIn(old, 'sts:TagSession')],
    ],
    ['beside the other action', '01c-tagsession-array-old-pool', [letsIn(old, both)]],
  ])('keeps it for that pool, and has it for this one: %s', async (_, name, kept) => {
    const [finding] = await trustFindings(name);

    expect(finding).toMatchObject({ code: 'TRUST_AUD_MISMATCH', severity: 'error' });
    expect(statementsOf(finding)).toEqual([letsIn(ours, both), ...kept]);
  });
});

describe('A claim that no token of an identity pool bears', () => {
  it.each([
    ['groups, in the role of a group', '03a-trust-on-groups-claim', 'groups = Administrators'],
    ['a claim that is misspelt', '03b-trust-on-misspelt-claim', 'arm = authenticated'],
  ])('locks everybody out, and is not printed: %s', async (_, name, found) => {
    const findings = await trustFindings(name);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'TRUST_MISSING',
        severity: 'error',
        found: `ForAnyValue:StringLike ${cognito}:${found}`,
      }),
    ]);
    expect(statementsOf(findings[0])).toEqual([letsIn(ours)]);
  });
});

describe('A role that any user of its identity pool may assume', () => {
  const name = '11a-aud-only-guests-off';

  it('is a warning while the identity pool admits no guests, and is mended all the same', async () => {
    const findings = await trustFindings(name);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'TRUST_REACHED_BY_GUESTS',
        severity: 'warning',
        message: expect.stringContaining('could assume'),
      }),
    ]);
    expect(statementsOf(findings[0])).toEqual([letsIn(ours)]);
  });

  it('is an error as soon as it does', async () => {
    const { findings } = await planOfCase(name, (world) => {
      for (const { pool } of world.identityPools.pools.values()) {
        pool.AllowUnauthenticatedIdentities = true;
      }
    });

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'TRUST_REACHED_BY_GUESTS', severity: 'error' }),
    );
  });
});

describe('A role whose trust names the user pool by which its users sign in', () => {
  const name = '15a-amr-names-our-pool';

  it('lets them in for certain', async () => {
    expect(await trustFindings(name)).toEqual([]);
  });

  it('locks them out where it names another one', async () => {
    const { findings } = await planOfCase(name, (world) => {
      for (const role of world.iam.roles.values()) {
        role.trustPolicy = role.trustPolicy.replace('us-east-1_zbbbEK2Yi', 'us-east-1_another00');
      }
    });

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'TRUST_AMR_MISMATCH', severity: 'error' }),
    );
  });
});

describe('A role that trusts guests where it should trust signed-in users', () => {
  const users = `{"${amr}":"authenticated"}`;

  it.each([
    ['as users are trusted', '14-other-providers', `"ForAnyValue:StringLike":{"${amr}":"unauthenticated"}`, 1],
    ['in the roles of a group, too', '08-rule-gives-group-role', `"ForAnyValue:StringLike":{"${amr}":"unauthenticated"}`, 2],
    ['by an operator for one value', '14-other-providers', `"StringLike":{"${amr}":"unauthenticated"}`, 1],
    ['as all who sign in by no user pool', '14-other-providers', `"ForAllValues:StringNotLike":{"${amr}":"cognito-idp.*"}`, 1],
  ])('refuses the import while no guests are admitted: %s', async (_, name, condition, roles) => {
    const { status, findings } = await planOfCase(name, (world) => {
      for (const role of world.iam.roles.values()) {
        role.trustPolicy = role.trustPolicy.replace(`"ForAnyValue:StringLike":${users}`, condition);
      }
    });

    const told = findings.filter(({ code }) => code === 'TRUST_AMR_MISMATCH');
    expect(status).toBe('refused');
    expect(told).toHaveLength(roles);
    for (const finding of told) expect(statementsOf(finding)).toEqual([letsIn(ours)]);
  });

  it('lets nobody in for certain by a wildcard either', async () => {
    const { status, findings } = await planOfCase('14-other-providers', (world) => {
      for (const role of world.iam.roles.values()) {
        role.trustPolicy = role.trustPolicy
          .replace(`"Federated":"${cognito}"`, '"Federated":"*"')
          .replace('"authenticated"', '"unauthenticated"');
      }
    });

    expect(status).toBe('refused');
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'TRUST_AMR_MISMATCH', severity: 'error' }),
    );
  });
});
