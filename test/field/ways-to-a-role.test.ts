import { describe, expect, it } from '@jest/globals';

import type { RoleMapping } from '@aws-sdk/client-cognito-identity';
import type { Finding } from '../../src/contract/findings.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';
import { seedRole } from '../support/aws-world/sample-account.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Changes how the only mapped client of a case gets its users their role. */
const mapped = (change: (mapping: RoleMapping) => RoleMapping) => (world: AwsWorld) => {
  for (const { roleMappings = {} } of world.identityPools.pools.values()) {
    for (const [provider, mapping] of Object.entries(roleMappings)) {
      roleMappings[provider] = change(mapping);
    }
  }
};

const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code);

describe('A rule on what every token says', () => {
  it('gives everybody its role, so that nobody is denied', async () => {
    const { status, findings } = await planOfCase('06a-rule-on-aud-picks-all');

    expect(status).toBe('planned');
    expect(codesOf(findings)).not.toContain('ROLE_MAPPING_DENIES_USERS');
    expect(codesOf(findings).filter((code) => code.startsWith('GRANT_REACH'))).toEqual([]);
  });

  it('leaves those behind it without their role, and a granted group is told so', async () => {
    const { status, findings } = await planOfCase('06c-rule-on-aud-first');

    expect(status).toBe('refused');
    expect(codesOf(findings)).not.toContain('ROLE_MAPPING_DENIES_USERS');
    expect(findings.filter(({ code }) => code === 'GRANT_REACHES_NOBODY')).toEqual([
      expect.objectContaining({
        severity: 'error',
        subject: role('EditorsRole'),
        message: expect.stringContaining(
          'the rule aud Equals bliFhVw6icH7CM5pV2YewVQ06E picks all of them before',
        ),
        found: role('EmptyRole'),
        resolution: expect.stringContaining(`Move the rule that gives ${role('EditorsRole')}`),
      }),
    ]);
  });

  it.each([
    ['token_use', 'Equals', 'id'],
    ['token_use', 'NotEqual', 'access'],
    ['iss', 'StartsWith', 'https://cognito-idp.us-east-1.amazonaws.com/'],
    ['iss', 'Contains', 'us-east-1_zbbbEK2Yi'],
    ['sub', 'Contains', '-'],
  ])('is known by %s too: %s %s', async (Claim, MatchType, Value) => {
    const { findings } = await planOfCase(
      '06a-rule-on-aud-picks-all',
      mapped((mapping) => ({
        ...mapping,
        RulesConfiguration: {
          Rules: [{ Claim, MatchType: MatchType as 'Equals', Value, RoleARN: role('AppAuth') }],
        },
      })),
    );

    expect(codesOf(findings)).not.toContain('ROLE_MAPPING_DENIES_USERS');
  });

  it('that no token meets gives its role to nobody', async () => {
    const { status, findings } = await planOfCase(
      '06a-rule-on-aud-picks-all',
      mapped((mapping) => ({
        ...mapping,
        RulesConfiguration: {
          Rules: [
            {
              Claim: 'token_use',
              MatchType: 'Equals',
              Value: 'access',
              RoleARN: role('AppAuth'),
            },
          ],
        },
      })),
    );

    expect(status).toBe('refused');
    expect(codesOf(findings)).toContain('GRANT_REACHES_NOBODY');
    expect(findings.find(({ code }) => code === 'ROLE_MAPPING_DENIES_USERS')?.message).toContain(
      'all of them',
    );
  });

  it('knows the issuer that the pool has', async () => {
    const byIssuer = mapped((mapping) => ({
      ...mapping,
      RulesConfiguration: {
        Rules: [
          {
            Claim: 'iss',
            MatchType: 'StartsWith',
            Value: 'https://issuer-cognito-idp.',
            RoleARN: role('AppAuth'),
          },
        ],
      },
    }));

    const original = await planOfCase('06a-rule-on-aud-picks-all', byIssuer);
    const updated = await planOfCase('06a-rule-on-aud-picks-all', (world) => {
      byIssuer(world);
      for (const { pool } of world.userPools.pools.values()) {
        pool.IssuerConfiguration = { Type: 'UPDATED' };
      }
    });

    expect([original.status, updated.status]).toEqual(['refused', 'planned']);
  });
});

describe('A trigger that may write groups and roles into tokens', () => {
  const name = '09-pre-token-trigger';
  const unknown = async (change: (world: AwsWorld) => void = () => {}) => {
    const { status, findings } = await planOfCase(name, change);
    expect(codesOf(findings)).not.toContain('GRANT_REACHES_NOBODY');
    expect(codesOf(findings)).not.toContain('GRANT_REACHES_UNGROUPED_ONLY');
    return { status, told: findings.filter(({ code }) => code === 'GRANT_REACH_UNKNOWN'), findings };
  };

  it('leaves open who gets a role, so that a grant is a warning where groups alone give it to nobody', async () => {
    const { status, told, findings } = await unknown();

    expect(status).toBe('planned');
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: role('AppAuth'),
        message: expect.stringContaining('as they are, none of them does'),
        resolution: expect.stringContaining('names this role as `preferredRole`'),
      }),
    ]);
    expect(findings.find(({ code }) => code === 'ROLE_MAPPING_DENIES_USERS')?.message).toContain(
      'unless the pre token generation trigger names a role for them',
    );
  });

  it('is told as one of the first version too, which is set alone', async () => {
    const { told } = await unknown((world) => {
      for (const { pool } of world.userPools.pools.values()) {
        delete pool.LambdaConfig?.PreTokenGenerationConfig;
      }
    });

    expect(told).toHaveLength(1);
  });

  it('is an information where the groups give the role to everybody', async () => {
    const { told } = await unknown(
      mapped((mapping) => ({ ...mapping, AmbiguousRoleResolution: 'AuthenticatedRole' })),
    );

    expect(told).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: expect.stringContaining('as they are, all of them do'),
      }),
    ]);
  });

  it('leaves the offer to the groups that are led elsewhere', async () => {
    const { told } = await unknown((world) => {
      const trustPolicy = world.iam.roles.get('AppAuth')?.trustPolicy ?? '';
      seedRole(world, role('TenantA'), { trustPolicy });
      mapped((mapping) => ({ ...mapping, AmbiguousRoleResolution: 'AuthenticatedRole' }))(world);
      for (const pool of world.userPools.pools.values()) {
        pool.groups = [{ GroupName: 'tenant-a', RoleArn: role('TenantA'), Precedence: 0 }];
      }
    });

    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining('only those in no group with another role do'),
        resolution: expect.stringContaining('"groups": {"tenant-a":["create","read"]}'),
      }),
    ]);
  });
});

describe('The role of a granted group', () => {
  const name = '08-rule-gives-group-role';
  const shared = async (change: (world: AwsWorld) => void = () => {}) => {
    const { status, findings } = await planOfCase(name, change);
    return { status, told: findings.filter(({ code }) => code === 'GROUP_ROLE_SHARED') };
  };

  it('that a rule on an attribute gives to others is shared with them, by that rule', async () => {
    const { status, told } = await shared();

    expect(status).toBe('planned');
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: role('AdminsRole'),
        message: expect.stringContaining('users whom the rule custom:isAdmin Equals true picks too'),
        facts: expect.objectContaining({
          group: 'admins',
          ways: [
            {
              by: 'rule',
              rule: { claim: 'custom:isAdmin', match: 'Equals', value: 'true' },
              all: false,
              writable: false,
            },
          ],
        }),
      }),
    ]);
    // With a role of its own, the rules would give the old one still.
    expect(told[0]).not.toHaveProperty('command');
  });

  it('that a rule gives to users of another app client of the pool is shared with them, as a warning', async () => {
    const { status, told } = await shared((world) => {
      for (const { pool, roleMappings = {} } of world.identityPools.pools.values()) {
        const ProviderName = pool.CognitoIdentityProviders?.[0]?.ProviderName;
        pool.CognitoIdentityProviders?.push({ ProviderName, ClientId: '2anotherclient' });
        const rule = (Claim: string, Value: string) => ({
          Claim,
          MatchType: 'Contains' as const,
          Value,
          RoleARN: role('AdminsRole'),
        });
        roleMappings[`${ProviderName}:2anotherclient`] = {
          Type: 'Rules',
          AmbiguousRoleResolution: 'Deny',
          RulesConfiguration: { Rules: [rule('name', 'x'), rule('token_use', 'id')] },
        };
        for (const [provider, mapping] of Object.entries(roleMappings)) {
          if (!provider.endsWith('2anotherclient')) mapping.RulesConfiguration?.Rules?.pop();
        }
      }
    });

    expect(status).toBe('planned');
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(
          'users who sign in through the app client 2anotherclient and whom the rule name Contains x picks, who may set name themselves through the app and all users who sign in through the app client 2anotherclient, by the rule token_use Contains id too',
        ),
      }),
    ]);
  });

  it('that is the one of signed-in users is shared with nobody who gains by it', async () => {
    const withGoogle = (world: AwsWorld) => {
      for (const { pool, roles } of world.identityPools.pools.values()) {
        pool.SupportedLoginProviders = { 'accounts.google.com': '123.apps.googleusercontent.com' };
        roles['authenticated'] = role('AdminsRole');
      }
      mapped(() => ({ Type: 'Token', AmbiguousRoleResolution: 'Deny' }))(world);
    };
    const granting = (...permissions: readonly string[]) => ({
      storage: [
        {
          bucket: 'shop-uploads',
          authenticated: ['create', 'read'],
          groups: { admins: permissions },
        },
      ],
    });
    const codes = async (...permissions: readonly string[]) => {
      const { findings } = await planOfCase(name, withGoogle, (request) => ({
        ...request,
        grants: granting(...permissions),
      }));
      return codesOf(findings).filter((code) =>
        ['GROUP_ROLE_SHARED', 'AUTH_ROLE_OTHER_LOGINS'].includes(code),
      );
    };

    expect(await codes('read')).toEqual(['AUTH_ROLE_OTHER_LOGINS']);
    expect(await codes('delete')).toEqual(['AUTH_ROLE_OTHER_LOGINS', 'GROUP_ROLE_SHARED']);
  });

  it('that another login may bring is shared with whoever signs in by it', async () => {
    const { told } = await shared((world) => {
      for (const { pool, roleMappings = {} } of world.identityPools.pools.values()) {
        pool.SupportedLoginProviders = { 'accounts.google.com': '123.apps.googleusercontent.com' };
        roleMappings['accounts.google.com'] = {
          Type: 'Rules',
          AmbiguousRoleResolution: 'Deny',
          RulesConfiguration: {
            Rules: [
              { Claim: 'hd', MatchType: 'Equals', Value: 'x', RoleARN: role('AdminsRole') },
            ],
          },
        };
      }
    });

    expect(told[0]?.message).toContain('whoever signs in to the identity pool by accounts.google');
  });
});

describe('Other logins of the identity pool', () => {
  const name = '14-other-providers';
  const informed = async (change: (world: AwsWorld) => void = () => {}) => {
    const { findings } = await planOfCase(name, change);
    return findings.filter(({ code }) => code === 'AUTH_ROLE_OTHER_LOGINS');
  };

  it('that share the authenticated role are named', async () => {
    expect(await informed()).toEqual([
      expect.objectContaining({
        severity: 'info',
        subject: role('AppAuth'),
        facts: expect.objectContaining({
          logins: [
            'cognito-idp.us-east-1.amazonaws.com/us-east-1_OtherTen1:7othertenantclient00000000',
            'accounts.google.com',
            'arn:aws:iam::123456789012:saml-provider/Corp',
            'arn:aws:iam::123456789012:oidc-provider/id.example.com',
            'login.shop.example',
          ],
        }),
      }),
    ]);
  });

  it('that a mapping of their own leads elsewhere are not, nor another client of the same pool', async () => {
    const told = await informed((world) => {
      for (const { pool, roleMappings = {} } of world.identityPools.pools.values()) {
        delete pool.DeveloperProviderName;
        delete pool.SamlProviderARNs;
        delete pool.OpenIdConnectProviderARNs;
        pool.CognitoIdentityProviders = [
          ...(pool.CognitoIdentityProviders ?? []).slice(0, 1),
          {
            ProviderName: pool.CognitoIdentityProviders?.[0]?.ProviderName,
            ClientId: '2anotherclient',
          },
        ];
        roleMappings['accounts.google.com'] = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };
      }
    });

    expect(told).toEqual([]);
  });
});
