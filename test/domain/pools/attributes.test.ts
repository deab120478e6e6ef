import { describe, expect, it } from '@jest/globals';

import {
  attributeFindings,
  requiredAtSignUp,
  signUpFindings,
} from '../../../src/domain/pools/attributes.ts';
import { userPoolId, webClientId } from '../../support/builders/ids.ts';
import { aUserPool, aWebClient } from '../../support/builders/user-pool.ts';

describe('The attributes of a pool', () => {
  it('V-3: are asked for at sign-up when required and for people to fill in', () => {
    const others = ['sub', 'email_verified', 'phone_number_verified', 'custom:team'];
    const requiredAttributes = [...others, 'name', 'email', 'zoneinfo'];

    const asked = requiredAtSignUp(aUserPool({ requiredAttributes }));

    expect(asked).toEqual(['name', 'email', 'zoneinfo']);
  });

  it('GEN2-2: may be aliases, which is told and no reason to refuse', () => {
    const pool = aUserPool({
      usernameAttributes: [],
      aliasAttributes: ['email', 'preferred_username'],
    });

    expect(attributeFindings(pool)).toEqual([
      expect.objectContaining({
        code: 'ALIAS_ATTRIBUTES',
        severity: 'info',
        subject: userPoolId,
        message: expect.stringContaining('email, preferred_username'),
      }),
    ]);
  });

  it('may be verified by nobody, which is told', () => {
    expect(attributeFindings(aUserPool({ autoVerifiedAttributes: [] }))).toEqual([
      expect.objectContaining({ code: 'NO_VERIFIED_ATTRIBUTE', severity: 'info' }),
    ]);
  });
});

describe('A required attribute', () => {
  const pool = aUserPool({ requiredAttributes: ['sub', 'email', 'name'] });

  it('that the client may not write is a warning with the command that lets it', () => {
    const client = aWebClient({ writeAttributes: ['email', 'nickname'] });

    const [finding, ...others] = signUpFindings(client, pool);

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'REQUIRED_ATTRIBUTE_NOT_WRITABLE',
      severity: 'warning',
      subject: webClientId,
      message: expect.stringContaining(`web (${webClientId}) may not write name`),
      found: 'email, nickname',
      needed: 'name',
    });
    expect(finding?.command).toContain(
      ".WriteAttributes |= ((. // []) - $ARGS.positional + $ARGS.positional)' --args name)",
    );
  });

  it.each([
    ['the client lists it', ['email', 'name']],
    ['the client lists nothing, so that it may write every standard one', null],
  ])('is writable when %s, and `sub` is never meant', (_, writeAttributes) => {
    expect(signUpFindings(aWebClient({ writeAttributes }), pool)).toEqual([]);
  });
});
