import { describe, expect, it } from '@jest/globals';

import type { Finding } from '../../../src/contract/findings.ts';
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

type Judged = {
  readonly seed: number;
  readonly kind: RoleKind;
  /** What sessions that begin with the role need. */
  readonly actions: readonly string[];
  readonly before: readonly RawStatement[];
  readonly findings: readonly Finding[];
};

/** Documents of the matrix, and what is told of them: of pools with guests and tags, and without. */
const judged = Array.from({ length: seeds(250) }, (_, seed): Judged => {
  const random = seededRandom(seed);
  const before = trustOfMatrix(random);
  const kind = kinds[seed % kinds.length] ?? 'authenticated';
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: before });
  const guestsAllowed = random() < 0.5;
  const sessionTags = random() < 0.5 ? { user: 'sub' } : {};
  const isTagged = kind !== 'guest' && 'user' in sessionTags;
  const known = { provider, guestsAllowed, sessionTags };
  return {
    seed,
    kind,
    actions: isTagged ? [webIdentity, 'sts:TagSession'] : [webIdentity],
    before,
    findings: judgeTrust(policy, roles[kind], identityPoolId, known),
  };
});

/** The repairs that are printed for them. */
const repairs = judged.flatMap((one) => {
  const told = one.findings.find(({ command }) => command);
  const after: readonly RawStatement[] = told ? JSON.parse(mendedBy(told)).Statement : [];
  return told ? [{ ...one, after }] : [];
});

/** Whether any of those whom the role is for begins a session, in some world. */
function letsIn(statements: readonly RawStatement[], { kind, actions }: Judged): boolean {
  const [amr = null] = kind === 'guest' ? guests : users;
  return worlds.some((world) =>
    actions.every((action) => isAdmitted(statements, { aud: identityPoolId, amr, action }, world)),
  );
}

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

describe('What is told of any of these documents', () => {
  it('is an error wherever nobody gets in whom the role is for', () => {
    const lockedOut = judged.filter((one) => !letsIn(one.before, one));
    const untold = lockedOut.filter(
      ({ findings }) => !findings.some(({ severity }) => severity === 'error'),
    );

    expect(lockedOut.length).toBeGreaterThan(seeds(100));
    expect(untold).toEqual([]);
  });
});

describe('The trust policy that is printed for any of these documents', () => {
  it('is printed for most', () => {
    expect(repairs.length).toBeGreaterThan(seeds(120));
  });

  it('locks nobody out whom the role is for', () => {
    const lockedOut = repairs.filter((repair) => !letsIn(repair.after, repair));

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
