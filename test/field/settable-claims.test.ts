import { describe, expect, it } from '@jest/globals';

import type { MappingRuleMatchType } from '@aws-sdk/client-cognito-identity';
import type {
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';

const adminsRole = 'arn:aws:iam::123456789012:role/AdminsRole';

type Rule = readonly [claim: string, match: MappingRuleMatchType, value: string];

/** Gives the role of the admins by one rule, in a pool and by a client that differ from the case's. */
const ruled =
  (
    [Claim, MatchType, Value]: Rule,
    pool: Partial<UserPoolType> = {},
    client: Partial<UserPoolClientType> = {},
  ) =>
  (world: AwsWorld): void => {
    for (const seeded of world.userPools.pools.values()) {
      Object.assign(seeded.pool, pool);
      for (const one of seeded.clients) Object.assign(one, client);
    }
    for (const { roleMappings = {} } of world.identityPools.pools.values()) {
      for (const mapping of Object.values(roleMappings)) {
        const rule = { Claim, MatchType, Value, RoleARN: adminsRole };
        mapping.RulesConfiguration = { Rules: [rule] };
      }
    }
  };

async function shared(...world: Parameters<typeof ruled>) {
  const { findings } = await planOfCase('08-rule-gives-group-role', ruled(...world));
  const told = findings.filter(({ code }) => code === 'GROUP_ROLE_SHARED');
  expect(told).toHaveLength(1);
  return told[0];
}

const isAdmin: Rule = ['custom:isAdmin', 'Equals', 'true'];
const writesIsAdmin = { WriteAttributes: ['email', 'custom:isAdmin'] };
const administratorsCreate = { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } };
const provenEmail: Partial<UserPoolType> = {
  AutoVerifiedAttributes: ['email'],
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
};
const byCorporateLoginAlone: Partial<UserPoolClientType> = {
  ...writesIsAdmin,
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  SupportedIdentityProviders: ['Corp'],
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
};
const neverChanging = {
  SchemaAttributes: [{ Name: 'custom:isAdmin', Mutable: false }],
};

describe('A rule that gives a group role by what users can set themselves is an error', () => {
  it('where the client may write the attribute', async () => {
    expect(await shared(isAdmin, {}, writesIsAdmin)).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('who may set custom:isAdmin themselves'),
      resolution: expect.stringContaining('take custom:isAdmin from what the app clients may write'),
    });
  });

  it.each<[string, Parameters<typeof ruled>]>([
    ['by a standard attribute of a client without a list', [['name', 'Equals', 'root']]],
    ['by an email address that nobody proves', [['email', 'Equals', 'root@example.com']]],
    [
      'by a part of a proven one, which other domains have as well',
      [['email', 'Contains', '@example.com'], provenEmail],
    ],
    [
      'of those who come by a provider, with the scope for it',
      [
        isAdmin,
        {},
        {
          ...byCorporateLoginAlone,
          AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'],
        },
      ],
    ],
    ['by one that never changes, as anybody signs up', [isAdmin, neverChanging, writesIsAdmin]],
  ])('%s', async (_, world) => {
    expect((await shared(...world))?.severity).toBe('error');
  });

  it.each<Rule>([
    ['email_verified', 'Equals', 'true'],
    ['email_verified', 'NotEqual', 'false'],
  ])('where they prove an address of their own: %s %s %s', async (...rule) => {
    const told = await shared(rule);

    expect(told).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('as it does whoever proves an address of their own'),
      resolution: `Let those rules give another role than ${adminsRole}: whoever can set email_verified could give the role to themselves.`,
    });
  });

  it.each<Rule>([
    ['cognito:username', 'StartsWith', 'admin'],
    ['cognito:username', 'Contains', 'admin'],
    ['cognito:username', 'NotEqual', 'guest'],
  ])('where anybody signs up under a name that it picks: %s %s %s', async (...rule) => {
    const told = await shared(rule, { UsernameAttributes: [] });

    expect(told).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('who may sign up under such a name'),
      resolution: expect.stringContaining('or let administrators alone create users'),
    });
    expect(told?.resolution).not.toContain('identity provider');
  });
});

describe('A rule that gives a group role by what users cannot set is a warning', () => {
  it.each<[string, Parameters<typeof ruled>]>([
    ['as the client may not write it', [isAdmin]],
    ['as a provider gives it, without the scope to change it', [isAdmin, {}, byCorporateLoginAlone]],
    [
      'as it never changes, and administrators create users',
      [isAdmin, { ...neverChanging, ...administratorsCreate }, writesIsAdmin],
    ],
    ['as the address is proven', [['email', 'Equals', 'root@example.com'], provenEmail]],
    [
      'as usernames are taken once',
      [['cognito:username', 'Equals', 'admin'], { UsernameAttributes: [] }],
    ],
    [
      'as administrators choose usernames',
      [
        ['cognito:username', 'StartsWith', 'admin'],
        { UsernameAttributes: [], ...administratorsCreate },
      ],
    ],
    [
      'as a trigger may refuse the name',
      [
        ['cognito:username', 'StartsWith', 'admin'],
        { UsernameAttributes: [], LambdaConfig: { PreSignUp: 'arn:aws:lambda:us-east-1:1:f' } },
      ],
    ],
    [
      'as no token holds what the client may not read, whatever users set',
      [['given_name', 'NotEqual', 'x'], {}, { ReadAttributes: ['email'] }],
    ],
    [
      'as nobody proves an address',
      [['email_verified', 'Equals', 'true'], { AutoVerifiedAttributes: [] }],
    ],
    ['as it picks those who have proven none', [['email_verified', 'NotEqual', 'true']]],
    [
      'as no token holds the proof',
      [['email_verified', 'NotEqual', 'false'], {}, { ReadAttributes: ['email'] }],
    ],
    ['as Cognito makes usernames', [['cognito:username', 'StartsWith', 'admin']]],
  ])('%s', async (_, world) => {
    expect((await shared(...world))?.severity).toBe('warning');
  });
});

describe('A rule on an attribute that the client may not read', () => {
  it('gives the role of a group to nobody', async () => {
    const { findings } = await planOfCase(
      '08-rule-gives-group-role',
      ruled(isAdmin, {}, { ...writesIsAdmin, ReadAttributes: ['email'] }),
    );

    expect(findings.map(({ code }) => code)).toContain('GRANT_REACHES_NOBODY');
    expect(findings.map(({ code }) => code)).not.toContain('GROUP_ROLE_SHARED');
  });
});
