import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { trustPolicy, trustStatement } from '../../support/builders/identity-pool.ts';

const aud = { StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId } };
const ofUsers = {
  'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
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
  it('is taken out, not turned into one that meets nobody', () => {
    const statements = mended(trustStatement('unauthenticated'), statement('Deny', aud));

    expect(statements.map(({ Effect }) => Effect)).toEqual(['Allow']);
  });

  it('leaves no Allow behind that leaned on it', () => {
    const [allow, ...denies] = mended(
      statement('Allow', aud),
      statement('Deny', aud),
      statement('Deny', ofUsers),
    );

    expect(allow).toEqual(trustStatement('unauthenticated'));
    expect(denies.map(({ Condition }) => Condition)).toEqual([ofUsers]);
  });
});
