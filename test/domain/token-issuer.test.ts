import { describe, expect, it } from '@jest/globals';

import { issuerOf, issuerTypeOf, poolOfIssuer } from '../../src/domain/token-issuer.ts';

describe('An issuer of a user pool', () => {
  it.each([
    ['eu-west-1_AbCdEfGhI', 'cognito-idp.eu-west-1.amazonaws.com'],
    ['us-gov-west-1_AbCdEfGhI', 'cognito-idp.us-gov-west-1.amazonaws.com'],
    ['cn-north-1_AbCdEfGhI', 'cognito-idp.cn-north-1.amazonaws.com.cn'],
    ['eusc-de-east-1_AbCdEfGhI', 'cognito-idp.eusc-de-east-1.amazonaws.eu'],
  ])('is one of two, by which the pool %s is known again', (userPoolId, host) => {
    const original = `https://${host}/${userPoolId}`;
    const updated = `https://issuer-${host}/${userPoolId}`;

    expect([issuerOf(userPoolId, 'original'), issuerOf(userPoolId, 'updated')]).toEqual([
      original,
      updated,
    ]);
    expect(poolOfIssuer(original)).toEqual({ userPoolId, issuer: 'original' });
    expect(poolOfIssuer(updated)).toEqual({ userPoolId, issuer: 'updated' });
  });

  it('is another one with a slash at its end', () => {
    const addresses = (['original/', 'updated/'] as const).map((issuer) => ({
      issuer,
      address: issuerOf('eu-west-1_AbCdEfGhI', issuer),
    }));

    for (const { issuer, address } of addresses) {
      expect(address).toMatch(/\/eu-west-1_AbCdEfGhI\/$/);
      expect(poolOfIssuer(address)).toEqual({ userPoolId: 'eu-west-1_AbCdEfGhI', issuer });
    }
  });

  it.each([
    '',
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI//',
    'https://login.example.com/eu-west-1_AbCdEfGhI',
    'https://issuer-cognito-idp.eu-north-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    'https://issuer-issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    'https://issuer-cognito-idp.cn-north-1.amazonaws.com/cn-north-1_AbCdEfGhI',
    'http://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
  ])('is not %j', (address) => {
    expect(poolOfIssuer(address)).toBeNull();
  });

  it('is the original one, unless the pool says the other, or nobody could read the pool', () => {
    const typeOf = (updatedIssuer: boolean | null) =>
      issuerTypeOf({ tokens: { updatedIssuer, rewritten: true } });

    expect(issuerTypeOf({})).toBe('original');
    expect([false, true, null].map(typeOf)).toEqual(['original', 'updated', null]);
  });
});
