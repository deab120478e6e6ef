import { describe, expect, it } from '@jest/globals';

import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { seededRandom } from '../../support/aws-world/random.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { mendedBy, otherPoolId, roles, type RoleKind } from '../../support/builders/trust.ts';
import { seeds } from '../../support/counts.ts';
import {
  isAdmitted,
  isDenied,
  worlds,
  type OtherRequest,
  type RawStatement,
  type TokenRequest,
} from '../../support/trust/naive-interpreter.ts';
import { account, google, ownProvider, trustOfMatrix } from '../../support/trust/trust-matrix.ts';

const provider = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_p';
const users = [
  ['authenticated', provider, `${provider}:CognitoSignIn:u`],
  ['authenticated', 'graph.facebook.com'],
];
const guests = [['unauthenticated']];
const pools = [identityPoolId, otherPoolId, 'eu-west-1:33333333-2222-4333-8444-555555555555', null];
const webIdentity = 'sts:AssumeRoleWithWebIdentity';

type Request = TokenRequest | OtherRequest;

const tokens: readonly TokenRequest[] = [webIdentity, 'sts:TagSession'].flatMap((action) =>
  pools.flatMap((aud) =>
    [...users, ...guests, null].map((amr): TokenRequest => ({ aud, amr, action })),
  ),
);
const others: readonly OtherRequest[] = [
  ...[account, 'arn:aws:iam::999999999999:root'].flatMap((AWS) =>
    ['sts:AssumeRole', 'sts:TagSession'].map((action) => ({
      by: { AWS },
      action,
      keys: { 'aws:PrincipalAccount': [AWS.split(':')[4] ?? ''] },
    })),
  ),
  ...[[google, `${google}:aud`] as const, [ownProvider, 'login.example.com:aud'] as const].flatMap(
    ([Federated, key]) =>
      ['app', 'other-app'].map((audience) => ({
        by: { Federated },
        action: webIdentity,
        keys: { [key]: [audience] },
      })),
  ),
];

const kinds: readonly RoleKind[] = ['authenticated', 'guest', 'group'];
const isFor = (kind: RoleKind, { aud, amr }: TokenRequest) =>
  aud === identityPoolId &&
  amr !== null &&
  (kind === 'guest' ? guests : users).includes(amr as string[]);

type Repair = {
  readonly seed: number;
  readonly kind: RoleKind;
  readonly before: readonly RawStatement[];
  readonly after: readonly RawStatement[];
};

/** The repairs that are printed for documents of the matrix. */
const repairs = Array.from({ length: seeds(250) }, (_, seed) => seed).flatMap(
  (seed): readonly Repair[] => {
    const before = trustOfMatrix(seededRandom(seed));
    const kind = kinds[seed % kinds.length] ?? 'authenticated';
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: before });
    const known = { provider, guestsAllowed: true };
    const [told] = judgeTrust(policy, roles[kind], identityPoolId, known).filter(
      ({ command }) => command,
    );
    return told ? [{ seed, kind, before, after: JSON.parse(mendedBy(told)).Statement }] : [];
  },
);

const inSome = (statements: readonly RawStatement[], request: Request) =>
  worlds.some((world) => isAdmitted(statements, request, world));
const inEach = (statements: readonly RawStatement[], request: Request) =>
  worlds.every((world) => isAdmitted(statements, request, world));

/** The document without what lets a request in by no name: by a wildcard, or for want of a condition. */
function byName(statements: readonly RawStatement[], request: Request) {
  const named = 'by' in request ? Object.values(request.by).join() : otherPoolId;
  const isNamed = ({ Principal, Condition = {} }: RawStatement) =>
    JSON.stringify('by' in request ? Principal : (Condition['StringEquals'] ?? '')).includes(named);
  const isWide = ({ Principal }: RawStatement) => JSON.stringify(Principal).includes('"*"');
  return statements.filter((one) => one.Effect === 'Deny' || (isNamed(one) && !isWide(one)));
}

describe('The trust policy that is printed for any of these documents', () => {
  it('is printed for most', () => {
    expect(repairs.length).toBeGreaterThan(seeds(120));
  });

  it('locks nobody out whom the role is for', () => {
    const lockedOut = repairs.filter(({ kind, after }) => {
      const [first] = kind === 'guest' ? guests : users;
      return !inSome(after, { aud: identityPoolId, amr: first ?? null });
    });

    expect(lockedOut).toEqual([]);
  });

  it('lets nobody in who was kept out', () => {
    const newcomers = repairs.flatMap(({ seed, kind, before, after }) =>
      [...tokens, ...others]
        .filter((request) => 'by' in request || !isFor(kind, request))
        .filter((request) => inSome(after, request) && !inSome(before, request))
        .map((request) => JSON.stringify({ seed, kind, request, before, after })),
    );

    expect(newcomers).toEqual([]);
  });

  it('denies whom a Deny has hit', () => {
    const spared = repairs.flatMap(({ seed, kind, before, after }) =>
      [...tokens, ...others]
        .filter((request) => 'by' in request || !isFor(kind, request))
        .filter((request) =>
          worlds.some(
            (world) => isDenied(before, request, world) && !isDenied(after, request, world),
          ),
        )
        .map((request) => JSON.stringify({ seed, kind, request, before, after })),
    );

    expect(spared).toEqual([]);
  });

  it('keeps the ways of the owner, and pools that are named for certain', () => {
    const kept: readonly Request[] = [
      ...others.filter((one) =>
        [account, ownProvider].includes(one.by.AWS ?? one.by.Federated ?? ''),
      ),
      ...users.map((amr) => ({ aud: otherPoolId, amr })),
    ];
    // Near the limit of IAM what is too wide is left out, and no longer narrowed.
    const short = repairs.filter(({ before }) => JSON.stringify(before).length < 1_200);
    const lost = short.flatMap(({ seed, kind, before, after }) =>
      kept
        .filter((request) => 'by' in request || kind !== 'guest')
        .filter((request) => inEach(byName(before, request), request) && !inSome(after, request))
        .map((request) => JSON.stringify({ seed, kind, request, before, after })),
    );

    expect(lost).toEqual([]);
  });
});
