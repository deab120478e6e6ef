import { finding, type Finding } from '../../contract/findings.ts';
import { webIdentityAction } from '../../contract/trust-statement.ts';
import { othersOfAllow } from './admitted-others.ts';
import type { RoleTrust } from './role-trust.ts';
import { demandOf, openDemandOf } from './statement-demands.ts';
import { holesOf, type Hole } from './statement-faults.ts';
import { coversAction, mayAdmit } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** Findings about who gets the role beside those whom it is for. */
export function openingFindings(trust: RoleTrust): readonly Finding[] {
  const holes = new Map(
    trust.allows.map((allow) => [allow, holesOf(allow, trust.denies, trust)] as const),
  );
  const having = (hole: Hole) => trust.allows.filter((allow) => holes.get(allow)?.has(hole));
  const closed = trust.allows.filter((allow) => holes.get(allow)?.has('any-pool') !== true);
  return [
    ...each(having('any-pool'), (allows) => openToAnyPool(trust, allows)),
    ...each(having('wrong-kind'), (allows) => reachedByWrongKind(trust, allows)),
    ...openToAnyone(trust, having('anyone')),
    ...each(having('not-principal'), (allows) => notPrincipal(trust, allows)),
    ...each(otherPrincipals(trust), (found) => otherPrincipal(trust, found)),
    ...each(otherPools(trust, closed), (found) => otherPool(trust, found)),
  ];
}

/** One finding for all that it is about, if there are any. */
function each<Item>(items: readonly Item[], tell: (items: readonly Item[]) => Finding): Finding[] {
  return items.length > 0 ? [tell(items)] : [];
}

function openToAnyPool({ facts, dialect }: RoleTrust, allows: readonly Statement[]): Finding {
  const demands = allows.map((allow) => openDemandOf(allow, dialect));
  return finding('TRUST_OPEN_TO_ANY_POOL', { ...facts(), demands });
}

function reachedByWrongKind(
  { facts, dialect, forGuests, guestsAllowed }: RoleTrust,
  allows: readonly Statement[],
): Finding {
  const demands = allows.map((allow) => demandOf(allow, 'amr', dialect));
  return forGuests
    ? finding('TRUST_REACHED_BY_USERS', { ...facts(), demands })
    : finding('TRUST_REACHED_BY_GUESTS', { ...facts(), demands, guests: guestsAllowed });
}

function openToAnyone(trust: RoleTrust, toAll: readonly Statement[]): readonly Finding[] {
  const toLogins = trust.allows.flatMap((allow) => {
    const open = toAll.includes(allow) ? [] : openLogins(allow, trust);
    return open.length > 0 ? [{ allow, open }] : [];
  });
  if (toAll.length + toLogins.length === 0) return [];
  const web = toAll.some((allow) => coversAction(allow, webIdentityAction));
  const logins = toLogins.flatMap(({ open }) => open);
  return [
    finding('TRUST_ANYONE', {
      ...trust.facts(),
      statements: writtenOf([...toAll, ...toLogins.map(({ allow }) => allow)]),
      anybody: toAll.length === 0 ? null : web ? 'assume with a web identity' : 'assume',
      logins: [...new Set(logins.map(({ name }) => name))],
      own: toAll.length === 0 && logins.every(({ isOwn }) => isOwn),
    }),
  ];
}

/** Providers of which a statement lets in whoever has a token. */
function openLogins(allow: Statement, { denies, dialect, callers }: RoleTrust) {
  const others = othersOfAllow(allow, denies, dialect).filter(
    ({ type, breadth }) => type === 'Federated' && breadth === 'everybody',
  );
  // Of a wildcard for federations, the identity pools of anybody are the most.
  const isToldAlready = callers.strangers.some((one) => mayAdmit(allow, denies, one, dialect));
  return others.filter(({ name }) => !(isToldAlready && name === '*'));
}

function notPrincipal({ facts }: RoleTrust, allows: readonly Statement[]): Finding {
  return finding('TRUST_NOT_PRINCIPAL', { ...facts(), statements: writtenOf(allows) });
}

function writtenOf(statements: readonly Statement[]) {
  return statements.map(({ written }) => written);
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
  return finding('TRUST_OTHER_PRINCIPAL', { role: arn, principals });
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

function otherPool({ arn }: RoleTrust, identityPools: readonly string[]): Finding {
  return finding('TRUST_OTHER_POOL', { role: arn, identityPools });
}
