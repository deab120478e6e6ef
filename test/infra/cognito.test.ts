import { describe, expect, it } from '@jest/globals';
import * as identityPools from '@aws-sdk/client-cognito-identity';
import * as userPools from '@aws-sdk/client-cognito-identity-provider';
import { isAllow, isDeniedEverywhere, synthesize } from './template.ts';

const roles = [...synthesize().roles()];

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
  const mutations = operations.filter((operation) => !reads.includes(operation));

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
