import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { answerByClaim, knownTokenOf, claimMeets } from '../../../src/domain/reach/token-claims.ts';
import { aRule } from '../../support/builders/groups.ts';
import { userPoolId, webClientId } from '../../support/builders/ids.ts';
import { runs } from '../../support/counts.ts';

const tokens = (settings: Partial<Parameters<typeof knownTokenOf>[2]> = {}) =>
  knownTokenOf(userPoolId, webClientId, {
    updatedIssuer: false,
    rewritten: false,
    writable: [],
    claimable: [],
    readable: null,
    ...settings,
  });
const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`;

describe('A rule is met', () => {
  it.each([
    ['aud', 'Equals', webClientId, 'yes'],
    ['aud', 'Equals', 'another', 'no'],
    ['aud', 'NotEqual', webClientId, 'no'],
    ['aud', 'Equals', webClientId.toUpperCase(), 'depends'],
    ['aud', 'Matches', webClientId, 'depends'],
    ['iss', 'Equals', issuer, 'yes'],
    ['iss', 'StartsWith', 'https://accounts.google.com', 'no'],
    ['token_use', 'Contains', 'i', 'yes'],
    ['token_use', 'NotEqual', 'access', 'yes'],
    ['sub', 'Equals', '6f1c3f3e-8f9a-4c1d-9b57-0d5a3c1f2e4b', 'depends'],
    ['sub', 'NotEqual', '6f1c3f3e-8f9a-4c1d-9b57-0d5a3c1f2e4b', 'depends'],
    ['sub', 'Equals', '6f1c3f3e', 'no'],
    ['sub', 'NotEqual', 'nobody', 'yes'],
    ['sub', 'StartsWith', '6F1C', 'depends'],
    ['sub', 'StartsWith', 'us-', 'no'],
    ['sub', 'Contains', '-', 'yes'],
    ['sub', 'Contains', 'a-b', 'depends'],
    ['sub', 'Contains', 'google', 'no'],
    ['sub', 'Matches', 'google', 'depends'],
    ['client_id', 'Equals', webClientId, 'no'],
    ['client_id', 'NotEqual', webClientId, 'depends'],
    ['custom:plan', 'Equals', 'paid', 'depends'],
    ['email', 'Contains', '@', 'depends'],
  ])('by %s %s %s: %s', (claim, match, value, answer) => {
    expect(answerByClaim(aRule('x', { claim, match, value }), tokens())).toBe(answer);
  });

  it('by the issuer that the pool was given', () => {
    const updated = aRule('x', {
      claim: 'iss',
      match: 'Equals',
      value: `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`,
    });

    expect(answerByClaim(updated, tokens())).toBe('no');
    expect(answerByClaim(updated, tokens({ updatedIssuer: true }))).toBe('yes');
  });

  it('by what a trigger cannot change all the same, and by what it could add perhaps', () => {
    const rewritten = tokens({ rewritten: true });
    const of = (claim: string, value: string) => aRule('x', { claim, match: 'Equals', value });

    expect(answerByClaim(of('aud', webClientId), rewritten)).toBe('yes');
    expect(answerByClaim(of('scope', 'orders/read'), rewritten)).toBe('depends');
  });

  it('by a sub only as the users that there can be say', () => {
    const uuid = fc.uuid();
    const match = fc.constantFrom('Equals', 'NotEqual', 'StartsWith', 'Contains');
    const cut = fc.tuple(uuid, fc.nat(36), fc.nat(36)).map(([id, from, to]) => id.slice(from, to));
    const value = fc.oneof(uuid, cut, fc.string()).filter((text) => text.length > 0);
    fc.assert(
      fc.property(uuid, match, value, (sub, how, written) => {
        const answer = answerByClaim(
          aRule('x', { claim: 'sub', match: how, value: written }),
          tokens(),
        );

        const met = claimMeets(how, sub, written);
        expect([answer, met]).not.toEqual(['yes', false]);
        expect([answer, met]).not.toEqual(['no', true]);
      }),
      runs(500),
    );
  });
});

describe('A rule on an attribute', () => {
  const onPlan = aRule('pro', { claim: 'custom:plan', match: 'Equals' });
  const readable = ['email'];

  it.each<[string, Parameters<typeof tokens>[0], 'no' | 'depends']>([
    ['that the client may not read is met by none of its tokens', { readable }, 'no'],
    ['that a trigger may add is met by some, perhaps', { readable, rewritten: true }, 'depends'],
    ['that it may read, as well', { readable: ['custom:plan'] }, 'depends'],
    ['of a client without a list, as well', {}, 'depends'],
  ])('%s', (_, settings, answer) => {
    expect(answerByClaim(onPlan, tokens(settings))).toBe(answer);
  });

  it('that is standard is one too, and what no list takes away is none', () => {
    const onName = aRule('x', { claim: 'name', match: 'StartsWith' });
    const onUsername = aRule('x', { claim: 'cognito:username', match: 'StartsWith' });

    expect(answerByClaim(onName, tokens({ readable }))).toBe('no');
    expect(answerByClaim(onUsername, tokens({ readable }))).toBe('depends');
  });
});
