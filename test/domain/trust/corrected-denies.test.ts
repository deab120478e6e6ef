import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../../support/builders/identity-pool.ts';

const aud = { StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId } };
const ofUsers = {
  'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
};
const noGuests = {
  'ForAllValues:StringNotEquals': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
};
const statement = (Effect: string, Condition: object) =>
  trustStatement('unauthenticated', { Effect, Condition });

/** The statements of the corrected document of a guest role. */
const mended = (...statements: Parameters<typeof trustPolicy>) => {
  const [finding] = judgeTrust(
    trustPolicy(...statements),
    { kind: 'guest', arn: guestRoleArn },
    identityPoolId,
  );
  const document = /--policy-document '(.*)'$/.exec(finding?.command ?? '')?.[1] ?? '';
  return JSON.parse(document).Statement as { Effect: string; Condition: object }[];
};

describe('A Deny of this very pool', () => {
  it('is kept for the others of the pool', () => {
    const statements = mended(trustStatement('unauthenticated'), statement('Deny', aud));

    expect(statements).toEqual([
      trustStatement('unauthenticated'),
      statement('Deny', { ...aud, ...noGuests }),
    ]);
  });

  it('is taken out where it meets nobody else', () => {
    const guests = trustStatement('unauthenticated');

    expect(mended(guests, { ...guests, Effect: 'Deny' })).toEqual([guests]);
  });

  it('goes on to protect the Allow that leans on it', () => {
    const statements = mended(
      statement('Allow', aud),
      statement('Deny', aud),
      statement('Deny', ofUsers),
    );

    expect(statements).toEqual([
      statement('Allow', aud),
      statement('Deny', { ...aud, ...noGuests }),
      statement('Deny', ofUsers),
    ]);
  });
});
