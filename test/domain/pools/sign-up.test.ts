import { describe, expect, it } from '@jest/globals';

import { entryFindings } from '../../../src/domain/pools/sign-up.ts';
import { codes } from '../../support/builders/codes.ts';
import { found } from '../../support/builders/readings.ts';
import { aUserPool, aWebClient } from '../../support/builders/user-pool.ts';

type Pool = Parameters<typeof aUserPool>[0];
type Client = Parameters<typeof aWebClient>[0];
const factors = { sms: false, totp: false, email: false, webAuthn: null };

describe('A confirmation by link', () => {
  const judge = (pool: Pool) => codes(entryFindings(aUserPool(pool), [], found(factors)));

  it('is told where the email address is what a sign-up confirms', () => {
    expect(judge({ linkConfirms: true })).toEqual(['CONFIRMATION_BY_LINK']);
    expect(judge({ linkConfirms: false })).toEqual([]);
  });

  it.each([
    ['a code goes to the phone', { autoVerifiedAttributes: ['email', 'phone_number'] }],
    ['nothing is confirmed', { autoVerifiedAttributes: [] }],
  ])('is no matter where %s', (_, pool) => {
    expect(judge({ linkConfirms: true, ...pool })).toEqual([]);
  });

  it('is no matter where administrators create users', () => {
    expect(judge({ linkConfirms: true, adminsCreateUsers: true })).toEqual(['SIGN_UP_CLOSED']);
  });
});

describe('Second factors that need what a client may not write', () => {
  const bySms = { ...factors, sms: true };
  const judge = (
    { pool = {}, client = {} }: { readonly pool?: Pool; readonly client?: Client },
    mfa: object = bySms,
  ) =>
    entryFindings(
      aUserPool({ mfa: 'ON', ...pool }),
      [aWebClient({ writeAttributes: ['email'], ...client })],
      found({ ...factors, ...mfa }),
    );

  it('are warned of, with the command that lets the client write it', () => {
    expect(judge({})).toEqual([
      expect.objectContaining({
        code: 'FACTOR_NOT_WRITABLE',
        severity: 'warning',
        message: expect.stringMatching(/by SMS need phone_number, .*nobody signs in\.$/),
        command: expect.stringMatching(/WriteAttributes.* --args phone_number\)"$/),
      }),
    ]);
    expect(judge({ pool: { mfa: 'OPTIONAL' } })[0]?.message).toMatch(/no second factor\.$/);
  });

  it('are warned of as well where they are codes by email', () => {
    const byName = { usernameAttributes: [], requiredAttributes: [] };
    const judged = judge(
      { pool: byName, client: { writeAttributes: ['name'] } },
      { sms: false, email: true },
    );

    expect(judged[0]?.found).toBe('name');
    expect(codes(judged)).toEqual(['FACTOR_NOT_WRITABLE']);
  });

  it.each([
    ['the client may write it', { client: { writeAttributes: ['email', 'phone_number'] } }, bySms],
    ['the client has no list of its own', { client: { writeAttributes: null } }, bySms],
    ['there is TOTP', {}, { sms: true, totp: true }],
    ['passkeys count as both factors', {}, { sms: true, passkeysSatisfyMfa: true }],
    ['there is another that it may write', {}, { sms: true, email: true }],
    ['users sign in by it', { pool: { usernameAttributes: ['phone_number'] } }, bySms],
    [
      'it is required, which is told as that',
      { pool: { requiredAttributes: ['phone_number'] } },
      bySms,
    ],
    ['MFA is off', { pool: { mfa: 'OFF' as const } }, bySms],
    ['administrators create users', { pool: { adminsCreateUsers: true } }, bySms],
    [
      'nobody signs in by the library',
      { client: { authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] } },
      bySms,
    ],
  ])('are no matter where %s', (_, given, mfa) => {
    expect(codes(judge(given, mfa))).not.toContain('FACTOR_NOT_WRITABLE');
  });
});
