import { describe, expect, it } from '@jest/globals';

import { settableSaid } from '../../../src/domain/pools/settable.ts';
import type { AppClientDescription, UserPoolDescription } from '../../../src/domain/readings.ts';
import { standardAttributes } from '../../../src/domain/standard-attributes.ts';
import { aUserPool, aWebClient, hostedUi } from '../../support/builders/user-pool.ts';

type World = {
  readonly pool?: Partial<UserPoolDescription>;
  readonly client?: Partial<AppClientDescription>;
};

const isProof = (claim: string) => claim.endsWith('_verified');

/** What users of a client that lists some attributes can set, beside what they prove. */
function settable({ pool = {}, client = {} }: World) {
  const written = aWebClient({ writeAttributes: ['email', 'custom:role'], ...client });
  const { writable = [...standardAttributes], claimable = [] } = settableSaid(
    [written],
    aUserPool(pool),
  );
  return { writable, claimable: claimable.filter((claim) => !isProof(claim)) };
}

const byCorporateLoginAlone = {
  ...hostedUi,
  scopes: ['openid', 'email'],
  providers: ['Corp'],
  authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
};
const selfService = 'aws.cognito.signin.user.admin';
const all = ['email', 'custom:role'];

describe('Attributes that a client may write', () => {
  it.each<[string, World]>([
    ['in a pool where anybody signs up', {}],
    ['of users whom administrators create', { pool: { openSignUp: false } }],
    [
      'of those who come by a provider, with the scope for it',
      { client: { ...byCorporateLoginAlone, scopes: ['openid', selfService] } },
    ],
    [
      'of whoever signs up by a library, though the hosted UI shows a provider alone',
      { client: { ...byCorporateLoginAlone, authFlows: [] } },
    ],
    [
      'of whoever signs up by the hosted UI',
      {
        client: { ...byCorporateLoginAlone, providers: ['COGNITO'] },
        pool: { autoVerifiedAttributes: [] },
      },
    ],
    [
      'that never change, as anybody signs up',
      { pool: { immutableAttributes: all, autoVerifiedAttributes: [] } },
    ],
    ['whose first value alone is proven', { pool: { autoVerifiedAttributes: ['email'] } }],
    [
      'whose later values alone are proven',
      { pool: { autoVerifiedAttributes: [], provenUpdates: ['email'] } },
    ],
    [
      'beside a phone number, to which the code goes alone',
      { pool: { autoVerifiedAttributes: ['email', 'phone_number'], provenUpdates: ['email'] } },
    ],
  ])('are set by users as they like %s', (_, world) => {
    expect(settable(world)).toEqual({ writable: all, claimable: [] });
  });

  it.each<[string, World]>([
    ['who come by a provider, without the scope for it', { client: byCorporateLoginAlone }],
    [
      'who come by a provider, where nobody signs up',
      { client: { ...byCorporateLoginAlone, authFlows: [] }, pool: { openSignUp: false } },
    ],
    [
      'whom administrators create, of attributes that never change',
      { pool: { openSignUp: false, immutableAttributes: all } },
    ],
  ])('are set by none of those %s', (_, world) => {
    expect(settable(world)).toEqual({ writable: [], claimable: [] });
  });

  it.each<[string, World]>([
    ['at sign-up and later', { pool: { provenUpdates: ['email'] } }],
    ['later, where nobody signs up', { pool: { provenUpdates: ['email'], openSignUp: false } }],
    ['at sign-up, where it never changes', { pool: { immutableAttributes: ['email'] } }],
  ])('are set to an address of their own where it is proven %s', (_, world) => {
    expect(settable(world)).toEqual({ writable: ['custom:role'], claimable: ['email'] });
  });

  it('are those of all published clients, and not told where they are the standard ones', () => {
    const [plain, listed] = [aWebClient(), aWebClient({ writeAttributes: ['custom:plan'] })];

    expect(settableSaid([plain], aUserPool())).not.toHaveProperty('writable');
    expect(settableSaid([plain, listed], aUserPool()).writable).toEqual([
      ...standardAttributes,
      'custom:plan',
    ]);
  });
});

describe('The proof of an address', () => {
  const proofs = (pool: World['pool'], client: World['client'] = {}) =>
    settableSaid([aWebClient(client)], aUserPool(pool)).claimable?.filter(isProof) ?? [];
  const both = { autoVerifiedAttributes: ['email', 'phone_number'] };

  it.each<[string, readonly string[], Parameters<typeof proofs>]>([
    ['of the address by which it is confirmed', ['email_verified'], [{}]],
    ['of each that they can change', ['email_verified', 'phone_number_verified'], [both]],
    [
      'of the one alone to which the code goes, where they change none',
      ['phone_number_verified'],
      [both, { ...byCorporateLoginAlone, providers: ['COGNITO'] }],
    ],
    ['of none that nobody verifies', [], [{ autoVerifiedAttributes: [] }]],
    ['of none as they come by a provider', [], [{}, byCorporateLoginAlone]],
  ])('is given by users %s', (_, claims, world) => {
    expect(proofs(...world)).toEqual(claims);
  });
});

describe('The username', () => {
  it('is chosen by whoever signs up', () => {
    expect(settable({ pool: { usernameAttributes: [] } }).claimable).toEqual(['cognito:username']);
  });

  it.each<[string, World]>([
    ['it is an email address', {}],
    ['administrators create users', { pool: { usernameAttributes: [], openSignUp: false } }],
    [
      'users come by a provider',
      { pool: { usernameAttributes: [] }, client: byCorporateLoginAlone },
    ],
  ])('is not where %s', (_, world) => {
    expect(settable(world).claimable).toEqual([]);
  });
});
