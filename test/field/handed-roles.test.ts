import { describe, expect, it } from '@jest/globals';

import type { Finding } from '../../src/contract/findings.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { mendedBy } from '../support/builders/trust.ts';

const byRules = '05a-rule-roles-unusable';
const byGroup = '05c-only-group-role-closed';
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code);

/** The storage of a case, granted in another way. */
const granting = (grant: object) => (request: object) => ({
  ...request,
  grants: { storage: [{ bucket: 'shop-uploads', ...grant }] },
});

async function planned(
  name: string,
  change?: (world: AwsWorld) => void,
  ask?: (request: object) => Readonly<Record<string, unknown>>,
) {
  const { status, findings } = await planOfCase(name, change, ask);
  const told = findings.filter(({ code }) => code === 'ROLE_UNUSABLE');
  return { status, findings, told, about: told.map(({ subject }) => subject) };
}

/** Changes the trust policy of a role of a case to that of another one. */
const trustAs = (name: string, other: string) => (world: AwsWorld) => {
  const [changed, model] = [world.iam.roles.get(name), world.iam.roles.get(other)];
  if (!changed || !model) throw new Error(`The case lacks ${name} or ${other}.`);
  changed.trustPolicy = model.trustPolicy;
};

describe('Roles that rules hand out', () => {
  it('refuse a grant to the users who are led to them and cannot assume them', async () => {
    const { status, told } = await planned(byRules);

    expect(status).toBe('refused');
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'error',
        subject: role('PaidUsers'),
        message: expect.stringMatching(
          /^Users whom the rule custom:tier Equals paid picks are led to .*does not trust the identity pool us-east-1:880736e6.*: they get no AWS credentials\.$/,
        ),
        found: 'TRUST_AUD_MISMATCH',
      }),
      expect.objectContaining({
        severity: 'error',
        subject: role('GoneRole'),
        message: `Users whom the rule custom:tier Equals trial picks are led to the role ${role('GoneRole')}, which is not there in account 123456789012: they get no AWS credentials.`,
        found: 'no role of that name',
        needed: 'a role that is there',
      }),
    ]);
    expect(told[1]).not.toHaveProperty('command');
  });

  it('are named in no advice where they are not there', async () => {
    const { findings } = await planned(byRules);
    const others = findings.filter(({ subject }) => subject !== role('GoneRole'));

    expect(codesOf(others)).toContain('GRANT_REACHES_UNGROUPED_ONLY');
    expect(JSON.stringify(others)).not.toContain('GoneRole');
    expect(JSON.stringify(others)).toContain('PaidUsers');
  });

  it('are mended by a trust policy that keeps whoever is let in', async () => {
    const { told } = await planned(byRules);

    expect(JSON.stringify(JSON.parse(mendedBy(told[0])))).toContain(
      'us-east-1:00000000-1111-4222-8333-444444444444',
    );
    const mended = await planned(byRules, (world) => {
      const paid = world.iam.roles.get('PaidUsers');
      if (paid) paid.trustPolicy = mendedBy(told[0]);
    });
    expect(mended.about).toEqual([role('GoneRole')]);
  });

  it('are no matter behind a rule that picks everybody', async () => {
    const { about } = await planned(byRules, (world) => {
      for (const { roleMappings = {} } of world.identityPools.pools.values()) {
        for (const { RulesConfiguration } of Object.values(roleMappings)) {
          RulesConfiguration?.Rules?.unshift({
            Claim: 'token_use',
            MatchType: 'Equals',
            Value: 'id',
            RoleARN: role('AppAuth'),
          });
        }
      }
    });

    expect(about).toEqual([]);
  });

  it('of another account are told as such', async () => {
    const foreign = 'arn:aws:iam::999999999999:role/PaidUsers';
    const { told } = await planned(byRules, (world) => {
      for (const { roleMappings = {} } of world.identityPools.pools.values()) {
        for (const { RulesConfiguration } of Object.values(roleMappings)) {
          const [first] = RulesConfiguration?.Rules ?? [];
          if (first) first.RoleARN = foreign;
        }
      }
    });

    expect(told[0]).toEqual(
      expect.objectContaining({
        subject: foreign,
        message: expect.stringContaining('belongs to account 999999999999'),
        found: 'account 999999999999',
        needed: 'a role of account 123456789012',
      }),
    );
  });

  it('are judged once where a rule gives the authenticated role', async () => {
    const { findings, about } = await planned(byRules, (world) => {
      trustAs('AppAuth', 'PaidUsers')(world);
      for (const { roleMappings = {} } of world.identityPools.pools.values()) {
        for (const { RulesConfiguration } of Object.values(roleMappings)) {
          for (const rule of RulesConfiguration?.Rules ?? []) rule.RoleARN = role('AppAuth');
        }
      }
    });

    expect(about).toEqual([]);
    expect(codesOf(findings).filter((code) => code === 'TRUST_AUD_MISMATCH')).toHaveLength(1);
  });

  it('are judged as roles of users where guests have them, with no trust policy that shuts guests out', async () => {
    const { told } = await planned(byRules, (world) => {
      const paid = world.iam.roles.get('PaidUsers');
      if (paid)
        paid.trustPolicy = (world.iam.roles.get('AppAuth')?.trustPolicy ?? '').replace(
          '"authenticated"',
          '"unauthenticated"',
        );
      for (const pool of world.identityPools.pools.values()) {
        pool.roles = { ...pool.roles, unauthenticated: role('PaidUsers') };
      }
    });

    expect(told).toContainEqual(
      expect.objectContaining({
        subject: role('PaidUsers'),
        found: 'TRUST_AMR_MISMATCH',
        resolution: expect.stringContaining('by hand'),
      }),
    );
    expect(told.filter(({ command }) => command !== undefined)).toEqual([]);
  });
});

describe('Roles of groups that are granted nothing', () => {
  it('warn where their members cannot assume them', async () => {
    const { status, told } = await planned(byGroup);

    expect(status).toBe('planned');
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: role('AdminsRole'),
        message: `Members of admins are led to the role ${role('AdminsRole')}, which does not let cognito-identity.amazonaws.com assume it for them: they get no AWS credentials.`,
        found: 'TRUST_MISSING',
        command: expect.stringContaining('lambda.amazonaws.com'),
      }),
    ]);
  });

  it('refuse what signed-in users are granted', async () => {
    const { status, told } = await planned(
      byGroup,
      undefined,
      granting({ authenticated: ['read'] }),
    );

    expect([status, told.map(({ severity }) => severity)]).toEqual(['refused', ['error']]);
  });

  it('are judged as granted roles once the group is granted something', async () => {
    const { findings, about } = await planned(
      byGroup,
      undefined,
      granting({ groups: { admins: ['read'] } }),
    );

    expect(about).toEqual([]);
    expect(codesOf(findings)).toContain('TRUST_MISSING');
  });

  it('are an error for members of a granted group who may be in a better one, else a warning', async () => {
    const severity = async (precedence: number) => {
      const { told } = await planned(
        byGroup,
        (world) => {
          for (const pool of world.userPools.pools.values()) {
            pool.groups = [
              { GroupName: 'admins', RoleArn: role('AdminsRole'), Precedence: 1 },
              { GroupName: 'editors', RoleArn: role('AppAuth'), Precedence: precedence },
            ];
          }
        },
        granting({ groups: { editors: ['read'] } }),
      );
      return told.map((one) => one.severity);
    };

    expect(await severity(2)).toEqual(['error']);
    expect(await severity(0)).toEqual(['warning']);
  });

  it('are offered no grant where they are not there', async () => {
    const { findings, told } = await planned(
      byGroup,
      (world) => {
        world.iam.roles.delete('AdminsRole');
      },
      granting({ authenticated: ['read'] }),
    );

    expect(told.map(({ found }) => found)).toEqual(['no role of that name']);
    expect(findings.find(({ code }) => code === 'GRANT_REACHES_NOBODY')).toEqual(
      expect.objectContaining({
        needed: 'a role that users get',
        facts: expect.objectContaining({ instead: [], remedy: { kind: 'no groups' } }),
      }),
    );
  });

  it('are not judged, and said so, where nobody may read them', async () => {
    const { status, findings, about } = await planned(byGroup, (world) => {
      world.faults.fail(
        { service: 'iam', action: 'GetRole', input: { RoleName: 'AdminsRole' } },
        accessDenied(),
      );
    });

    expect(status).toBe('planned');
    expect(about).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'ROLE_NOT_JUDGED',
        severity: 'info',
        subject: role('AdminsRole'),
        needed: 'iam:GetRole',
      }),
    );
  });

  it('cost no call where the groups choose no role', async () => {
    let world: AwsWorld | undefined;
    await planned(byGroup, (account) => {
      world = account;
      for (const pool of account.identityPools.pools.values()) pool.roleMappings = {};
    });

    expect(actionsOf(world?.calls ?? []).filter((action) => action === 'iam:GetRole')).toHaveLength(
      1,
    );
  });
});
