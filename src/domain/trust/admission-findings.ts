import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleTrust } from './role-trust.ts';
import { hitsUsers, holesOf, shortcomingOf, type Shortcoming } from './statement-faults.ts';
import type { Statement } from './trust-document.ts';
import { claimInWords, conditionsInWords, excerptOf, permissionInWords } from './trust-words.ts';

/** Findings about what keeps those whom the role is for from it. */
export function admissionFindings(trust: RoleTrust): readonly Finding[] {
  const closest = closestAllow(trust);
  const denying = denyingUsers(trust, 'yes');
  return [
    ...(!closest && denying.length === 0 ? [missing(trust)] : []),
    ...mismatchFindings(trust),
    ...(denying.length > 0 ? [denied(trust, denying, closest !== null)] : []),
  ];
}

/** Findings about what keeps them from it perhaps. */
export function doubtFindings(trust: RoleTrust): readonly Finding[] {
  const { dialect } = trust;
  const closest = closestAllow(trust);
  const isDenied = denyingUsers(trust, 'yes').length > 0;
  const doubtful = isDenied ? [] : denyingUsers(trust, 'depends');
  const admitting = closest && !closest.aud && !closest.amr ? closest : null;
  const doubts = [
    ...(admitting?.wildcard
      ? ['Allow to Federated *, of which AWS does not say whom it names']
      : []),
    ...(admitting?.unsure ?? []).map(
      (condition) => `Allow if ${conditionsInWords([condition], dialect)}`,
    ),
    ...doubtful.map(({ conditions }) => `Deny if ${conditionsInWords(conditions, dialect)}`),
  ];
  return doubts.length > 0 ? [mayDeny(trust, doubts)] : [];
}

function denyingUsers(trust: RoleTrust, answer: 'yes' | 'depends'): readonly Statement[] {
  return trust.denies.filter((deny) => hitsUsers(deny, trust) === answer);
}

type Candidate = Shortcoming & { readonly allow: Statement };

/** The Allow that comes nearest to letting them in. */
function closestAllow(trust: RoleTrust): Candidate | null {
  const weight = ({ aud, amr, wildcard, unsure }: Shortcoming) =>
    (aud ? 4 : 0) + (amr ? 2 : 0) + (wildcard || unsure.length > 0 ? 1 : 0);
  const candidates = trust.allows.flatMap((allow): Candidate[] => {
    const shortcoming = shortcomingOf(allow, trust);
    return shortcoming ? [{ ...shortcoming, allow }] : [];
  });
  return candidates.toSorted((a, b) => weight(a) - weight(b))[0] ?? null;
}

/**
 * What the nearest Allow lacks. Where the same cause opens the role to others, only that is told; a
 * guest role that takes signed-in users instead of guests is wrong before it is wide.
 */
export function mismatchOf(trust: RoleTrust): Pick<Candidate, 'allow' | 'aud' | 'amr'> | null {
  const closest = closestAllow(trust);
  if (!closest) return null;
  const holes = holesOf(closest.allow, trust.denies, trust);
  if (holes.has('anyone') || holes.has('not-principal')) return null;
  return {
    allow: closest.allow,
    aud: closest.aud && !holes.has('any-pool'),
    amr: closest.amr && (trust.forGuests || !holes.has('wrong-kind')),
  };
}

function mismatchFindings(trust: RoleTrust): readonly Finding[] {
  const { arn, allows, amr, denies, details, dialect, identityPoolId } = trust;
  const mismatch = mismatchOf(trust);
  const kinds = allows.filter(
    (allow) =>
      (mismatch?.amr && allow === mismatch.allow) || holesOf(allow, denies, trust).has('kindless'),
  );
  return [
    ...(mismatch?.aud
      ? [
          finding('TRUST_AUD_MISMATCH', {
            ...details,
            message: `${arn} does not trust the identity pool ${identityPoolId}.`,
            found: claimInWords(mismatch.allow, 'aud', dialect),
          }),
        ]
      : []),
    ...(kinds.length > 0
      ? [
          finding('TRUST_AMR_MISMATCH', {
            ...details,
            message: `${arn} must be assumed by ${amr} users, and by ${amr} users only.`,
            found: kinds.map((allow) => claimInWords(allow, 'amr', dialect)).join('; '),
          }),
        ]
      : []),
  ];
}

function missing({ allows, arn, details, dialect }: RoleTrust): Finding {
  return finding('TRUST_MISSING', {
    ...details,
    message: `${arn} does not let ${dialect.principal} assume it with a web identity.`,
    found: allows.map(permissionInWords).join('; ') || 'no Allow statement',
  });
}

function denied(
  { arn, details, forGuests, identityPoolId }: RoleTrust,
  denying: readonly Statement[],
  isAllowed: boolean,
): Finding {
  const who = forGuests ? 'guests' : 'signed-in users';
  return finding('TRUST_DENIES', {
    ...details,
    message: `A Deny statement of ${arn} keeps out the ${who} of ${identityPoolId}${isAllowed ? '' : ', and no statement allows them'}.`,
    found: denying.map(excerptOf).join('; '),
  });
}

function mayDeny({ arn, forGuests }: RoleTrust, doubts: readonly string[]): Finding {
  const who = forGuests ? 'guests' : 'signed-in users';
  return finding('TRUST_MAY_DENY', {
    subject: arn,
    message: `Whether ${who} get ${arn} hangs on what cannot be judged beforehand.`,
    found: doubts.join('; '),
  });
}
