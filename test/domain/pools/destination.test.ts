import { describe, expect, it } from '@jest/globals';
import { destinationText } from '../../../src/contract/destination.ts';
import { destinationOf } from '../../../src/domain/pools/destination.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';

const request = aRequest();
const elsewhere = userPoolSlice({ account: '999988887777' });
const paired = { settings: identitySettings(), findings: [] };

describe('Where an import writes', () => {
  it('is the account of the roles, whoever owns the user pool', () => {
    expect(destinationOf({ request, userPool: elsewhere, identityPool: paired })).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
    });
  });

  it('is that of the user pool where there is no role, and only the region where no pool was read', () => {
    const place = (userPool: typeof elsewhere | null) =>
      destinationOf({ request, userPool, identityPool: null });

    expect(place(elsewhere)).toEqual({ account: '999988887777', region: 'eu-west-1' });
    expect(place(userPoolSlice())).toEqual({ region: 'eu-west-1' });
    expect(place(null)).toEqual({ region: 'eu-west-1' });
  });

  it('is told in words as far as it is known', () => {
    expect(destinationText({ account: '111122223333', region: 'eu-west-1' })).toBe(
      'Account 111122223333, region eu-west-1',
    );
    expect(destinationText({ region: 'eu-west-1' })).toBe('Region eu-west-1');
    expect(destinationText({})).toBeNull();
  });
});
