import { describe, expect, it } from '@jest/globals';

import type { MappingRule } from '@aws-sdk/client-cognito-identity';
import type { Finding } from '../../src/contract/findings.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const client = 'bliFhVw6icH7CM5pV2YewVQ06E';

type Match = NonNullable<MappingRule['MatchType']>;
type Rule = readonly [claim: string, match: Match, value: string, role: string];

/** Gives users their role by these rules, and the authenticated one to whom none picks. */
const ruled =
  (...rules: readonly Rule[]) =>
  (world: AwsWorld): void => {
    for (const { roleMappings = {} } of world.identityPools.pools.values()) {
      for (const mapping of Object.values(roleMappings)) {
        mapping.RulesConfiguration = {
          Rules: rules.map(([Claim, MatchType, Value, name]) => ({
            Claim,
            MatchType,
            Value,
            RoleARN: role(name),
          })),
        };
      }
    }
  };

async function told(code: Finding['code'], ...rules: readonly Rule[]) {
  const { findings } = await planOfCase('08-rule-gives-group-role', ruled(...rules));
  return findings.filter((finding) => finding.code === code);
}

const ofAdmins: Rule = ['cognito:groups', 'Contains', 'admins', 'AdminsRole'];
const byIssuer: Rule = ['iss', 'StartsWith', 'https://', 'AdminsRole'];

describe('A rule that picks all who are left to it', () => {
  it('leaves none for the fallback, and nobody is said to be denied', async () => {
    const [nobody] = await told('GRANT_REACHES_NOBODY', byIssuer);

    expect(nobody?.message).toContain(
      'which nobody who signs in through ip-basic-guest-web (bliFhVw6icH7CM5pV2YewVQ06E) gets: the rule iss StartsWith https:// of the role mapping picks all who are left to it.',
    );
  });

  it('is what to change where its role is gone: the mapping falls back already', async () => {
    const [nobody] = await told('GRANT_REACHES_NOBODY', ['aud', 'Equals', client, 'Gone']);

    expect(nobody?.resolution).toBe(`Let the rule aud Equals ${client} give ${role('AppAuth')}.`);
  });

  it('leaves no use for a rule of a granted group behind it', async () => {
    const findings = await told(
      'GRANT_REACHES_NOBODY',
      ['aud', 'Equals', client, 'AppAuth'],
      ['custom:isAdmin', 'Equals', 'true', 'AdminsRole'],
    );

    expect(findings).toEqual([
      expect.objectContaining({
        subject: role('AdminsRole'),
        message: expect.stringContaining(
          `the rule aud Equals ${client} picks all of them, and none before it gives it to them`,
        ),
        resolution: `Add a rule before aud Equals ${client} that gives ${role('AdminsRole')} where cognito:groups contains admins, or leave the group out.`,
      }),
    ]);
  });

  it('leaves none of whom it could be said that no rule picks them', async () => {
    const own: Rule = ['cognito:groups', 'Contains', 'readers', 'AppAuth'];

    const [partly] = await told('GRANT_REACHES_UNGROUPED_ONLY', ofAdmins, own, byIssuer);

    expect(partly?.message).toContain(
      'only those to whom a group or a rule gives that role get this',
    );
  });
});
