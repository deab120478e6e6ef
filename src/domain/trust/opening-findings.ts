import { finding, type Finding } from '../../contract/findings.ts';
import { othersOfAllow } from './admitted-others.ts';
import { mismatchOf } from './admission-findings.ts';
import type { RoleTrust } from './role-trust.ts';
import { holesOf, type Hole } from './statement-faults.ts';
import { coversAction, mayAdmit, webIdentityAction } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';
import { claimInWords, excerptOf, opennessInWords } from './trust-words.ts';

/** Findings about who gets the role beside those whom it is for. */
export function openingFindings(trust: RoleTrust): readonly Finding[] {
  const holes = new Map(
    trust.allows.map((allow) => [allow, holesOf(allow, trust.denies, trust)] as const),
  );
  const having = (hole: Hole) => trust.allows.filter((allow) => holes.get(allow)?.has(hole));
  const mismatch = mismatchOf(trust);
  const wrongKind = having('wrong-kind').filter(
    (allow) => !(mismatch?.amr && allow === mismatch.allow),
  );
  const closed = trust.allows.filter((allow) => holes.get(allow)?.has('any-pool') !== true);
  return [
    ...each(having('any-pool'), (allows) => openToAnyPool(trust, allows)),
    ...each(wrongKind, (allows) => reachedByWrongKind(trust, allows)),
    ...openToAnyone(trust, having('anyone'), having('any-login')),
    ...each(having('not-principal'), (allows) => notPrincipal(trust, allows)),
    ...each(otherPrincipals(trust), (found) => otherPrincipal(trust, found)),
    ...each(otherPools(trust, closed), (found) => otherPool(trust, found)),
  ];
}

/** One finding for all that it is about, if there are any. */
function each<Item>(items: readonly Item[], tell: (items: readonly Item[]) => Finding): Finding[] {
  return items.length > 0 ? [tell(items)] : [];
}

function openToAnyPool(
  { arn, details, dialect, forGuests }: RoleTrust,
  allows: readonly Statement[],
): Finding {
  const why = [...new Set(allows.map((allow) => opennessInWords(allow, dialect)))].join('; ');
  const isBare = allows.some(({ conditions }) => conditions.length === 0);
  const guests = isBare && !forGuests ? ' Guests get in as well.' : '';
  return finding('TRUST_OPEN_TO_ANY_POOL', {
    ...details,
    message: `A statement of ${arn} is open to identity pools of anybody (CVE-2024-28056): ${why}.${guests}`,
    found: allows.map((allow) => claimInWords(allow, 'aud', dialect)).join('; '),
  });
}

function reachedByWrongKind(
  { arn, details, dialect, forGuests }: RoleTrust,
  allows: readonly Statement[],
): Finding {
  const found = allows.map((allow) => claimInWords(allow, 'amr', dialect)).join('; ');
  return forGuests
    ? finding('TRUST_REACHED_BY_USERS', {
        ...details,
        message: `Signed-in users can assume ${arn}, which is for guests.`,
        found,
      })
    : finding('TRUST_REACHED_BY_GUESTS', {
        ...details,
        message: `Guests can assume ${arn}, which is for signed-in users.`,
        found,
      });
}

function openToAnyone(
  { arn, denies, details, dialect }: RoleTrust,
  toAll: readonly Statement[],
  toLogins: readonly Statement[],
): readonly Finding[] {
  if (toAll.length + toLogins.length === 0) return [];
  const web = toAll.some((allow) => coversAction(allow, webIdentityAction));
  const pools = web ? ', the identity pools of all of them included (CVE-2024-28056)' : '';
  const logins = toLogins
    .flatMap((allow) => othersOfAllow(allow, denies, dialect))
    .filter(({ breadth }) => breadth === 'everybody')
    .map(({ name }) => (name === '*' ? 'any provider' : name));
  const messages = [
    ...(toAll.length > 0 ? [`A statement lets anybody in AWS assume ${arn}${pools}.`] : []),
    ...(logins.length > 0
      ? [
          `A statement lets whoever has a token of ${[...new Set(logins)].join(', ')} assume ${arn}: no condition on its claims binds them to an app or tenant of yours.`,
        ]
      : []),
  ];
  return [
    finding('TRUST_ANYONE', {
      ...details,
      message: messages.join(' '),
      found: [...toAll, ...toLogins].map(excerptOf).join('; '),
    }),
  ];
}

function notPrincipal({ arn, details }: RoleTrust, allows: readonly Statement[]): Finding {
  return finding('TRUST_NOT_PRINCIPAL', {
    ...details,
    message: `A statement lets everybody assume ${arn} but those that it names (NotPrincipal).`,
    found: allows.map(excerptOf).join('; '),
  });
}

/** Services, accounts, roles and other federations that may use a statement. */
function otherPrincipals({ allows, denies, dialect }: RoleTrust): readonly string[] {
  const names = allows
    .flatMap((allow) => othersOfAllow(allow, denies, dialect))
    .filter(({ breadth }) => breadth === 'some')
    .map(({ type, name }) => `${type} ${name}`);
  return [...new Set(names)];
}

function otherPrincipal({ arn }: RoleTrust, principals: readonly string[]): Finding {
  return finding('TRUST_OTHER_PRINCIPAL', { role: arn, principals: [...principals] });
}

/** Pools that a statement admits by name. */
function otherPools(
  { callers, denies, dialect }: RoleTrust,
  allows: readonly Statement[],
): readonly string[] {
  return callers.named
    .filter(({ caller }) => allows.some((allow) => mayAdmit(allow, denies, caller, dialect)))
    .map(({ poolId }) => poolId);
}

function otherPool({ arn }: RoleTrust, poolIds: readonly string[]): Finding {
  return finding('TRUST_OTHER_POOL', {
    subject: arn,
    message: `${arn} serves other identity pools as well.`,
    found: poolIds.join(', '),
  });
}
