import { consensus } from './answer.ts';
import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import { hitsUsers, lockingOut } from './locked-out.ts';
import { admittedUsers } from './role-callers.ts';
import type { RoleTrust } from './role-trust.ts';
import { demandOf, permissionOf } from './statement-demands.ts';
import {
  byNameOf,
  holesOf,
  neverMet,
  shortcomingOf,
  type Shortcoming,
} from './statement-faults.ts';
import type { Statement } from './trust-document.ts';

/** Findings about what keeps those whom the role is for from it. */
export function admissionFindings(trust: RoleTrust): readonly Finding[] {
  const { allows, denies, facts } = trust;
  const closest = closestAllow(trust);
  const denying = lockingOut(allows, denies, trust);
  const statements = denying.map(({ written }) => written);
  return [
    ...(!closest && denying.length === 0
      ? [
          finding('TRUST_MISSING', {
            ...facts(),
            allows: allows.map(permissionOf),
            neverMet: allows.flatMap((allow) => neverMet(allow, trust)),
          }),
        ]
      : []),
    ...mismatchFindings(trust),
    ...(denying.length > 0
      ? [finding('TRUST_DENIES', { ...facts(), statements, allowed: closest !== null })]
      : []),
  ];
}

/** Findings about what keeps them from it perhaps. */
export function doubtFindings(trust: RoleTrust): readonly Finding[] {
  const closest = closestAllow(trust);
  const { allows, denies } = trust;
  const isDenied = lockingOut(allows, denies, trust).length > 0;
  const admitting = closest && !closest.aud && !closest.amr ? closest : null;
  const roles = [trust, ...(admitting ? [byNameOf(admitting.allow, trust)] : [])];
  const mayHit = (deny: Statement) =>
    consensus(roles.map((role) => hitsUsers(deny, role))) === 'depends';
  const doubtful = isDenied ? [] : denies.filter(mayHit);
  const doubts: Doubt[] = [
    ...(admitting?.wildcard ? [{ because: 'wildcard principal' as const }] : []),
    ...(admitting?.unsure ?? []).map((condition) => ({
      because: 'condition of an Allow' as const,
      condition,
    })),
    ...doubtful.map(({ conditions }) => ({
      because: 'conditions of a Deny' as const,
      conditions,
    })),
  ];
  if (doubts.length === 0) return [];
  return [finding('TRUST_MAY_DENY', { role: trust.arn, ...admittedUsers(trust), doubts })];
}

type Doubt = FactsOf<'TRUST_MAY_DENY'>['doubts'][number];

type Candidate = Shortcoming & { readonly allow: Statement };

/** The Allow that comes nearest to letting them in. */
export function closestAllow(trust: RoleTrust): Candidate | null {
  const weight = ({ aud, amr, wildcard, unsure }: Shortcoming) =>
    (aud ? 4 : 0) + (amr ? 2 : 0) + (wildcard || unsure.length > 0 ? 1 : 0);
  const candidates = trust.allows.flatMap((allow): Candidate[] => {
    const shortcoming = shortcomingOf(allow, trust);
    return shortcoming ? [{ ...shortcoming, allow }] : [];
  });
  return candidates.toSorted((a, b) => weight(a) - weight(b))[0] ?? null;
}

/**
 * What the nearest Allow lacks. Where the same cause opens the role to anybody's pools, only that is
 * told. Where it lets in the other kind of user, both are: of guests there may be none, and then
 * nothing but this says that users are kept out.
 */
function mismatchOf(trust: RoleTrust): Pick<Candidate, 'allow' | 'aud' | 'amr'> | null {
  const closest = closestAllow(trust);
  if (!closest) return null;
  const holes = holesOf(closest.allow, trust.denies, trust);
  if (holes.has('anyone') || holes.has('not-principal')) return null;
  return {
    allow: closest.allow,
    aud: closest.aud && !holes.has('any-pool'),
    amr: closest.amr,
  };
}

function mismatchFindings(trust: RoleTrust): readonly Finding[] {
  const { allows, denies, facts, dialect } = trust;
  const mismatch = mismatchOf(trust);
  const kinds = allows.filter(
    (allow) =>
      (mismatch?.amr && allow === mismatch.allow) || holesOf(allow, denies, trust).has('kindless'),
  );
  return [
    ...(mismatch?.aud
      ? [
          finding('TRUST_AUD_MISMATCH', {
            ...facts(),
            demand: demandOf(mismatch.allow, 'aud', dialect),
          }),
        ]
      : []),
    ...(kinds.length > 0
      ? [
          finding('TRUST_AMR_MISMATCH', {
            ...facts(),
            demands: kinds.map((allow) => demandOf(allow, 'amr', dialect)),
          }),
        ]
      : []),
  ];
}
