import { webIdentityAction } from '../../contract/trust-statement.ts';
import type { Dialect } from './condition.ts';
import { bindingIssuers, breadthOfFederation, isOwnProvider } from './federation-breadth.ts';
import { breadthOfPrincipals } from './principal-breadth.ts';
import type { Breadth } from './breadth.ts';
import { anyoneWith } from './role-callers.ts';
import { assumeActions, conditionsHold, coversAction, meets } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** Somebody whom an Allow names beside its identity pools. */
export type Other = { readonly type: string; readonly name: string };

/** How many of them get in without a token of a pool. */
export type AdmittedOther = Other & {
  readonly breadth: Breadth;
  /** A provider of the owner's own: whoever it lets in, they have set it up and chosen its audiences. */
  readonly isOwn: boolean;
};

/** The others that an Allow names, and how many of them get in without a token of a pool. */
export function othersOfAllow(
  allow: Statement,
  denies: readonly Statement[],
  dialect: Dialect,
): readonly AdmittedOther[] {
  const uses = assumeActions.filter((action) => admits(allow, denies, action, dialect));
  return Object.entries(allow.principals ?? {})
    .flatMap(([type, names]) => names.map((name): Other => ({ type, name })))
    .filter(({ type, name }) => type !== 'Federated' || !dialect.principals.includes(name))
    .map((other) => ({
      ...seenAs(other, allow, dialect),
      breadth: uses.length === 0 ? 'nobody' : breadthOfOther(other, allow, uses, dialect),
      isOwn: other.type === 'Federated' && isOwnProvider(other.name),
    }));
}

/** Everybody whom a claim of another issuer binds is whoever has a token of that one. */
function seenAs(other: Other, { conditions }: Statement, dialect: Dialect): Other {
  const [issuer] = isEverybody(other) ? bindingIssuers(conditions, dialect) : [];
  return issuer === undefined ? other : { type: 'Federated', name: issuer };
}

function isEverybody({ type, name }: Other): boolean {
  return type === 'AWS' && name === '*';
}

function breadthOfOther(
  other: Other,
  { conditions }: Statement,
  uses: readonly string[],
  dialect: Dialect,
): Breadth {
  const isWeb = uses.includes(webIdentityAction);
  if (isEverybody(other)) {
    const issuers = bindingIssuers(conditions, dialect);
    if (issuers.length === 0) return breadthOfPrincipals(conditions, dialect);
    // A token has one issuer, and only web identities have one.
    const [issuer = ''] = issuers;
    return isWeb && issuers.length === 1
      ? breadthOfFederation(issuer, conditions, dialect)
      : 'nobody';
  }
  if (other.type !== 'Federated') return 'some';
  const breadth = breadthOfFederation(other.name, conditions, dialect);
  return breadth !== 'everybody' || isWeb ? breadth : 'nobody';
}

/** Whether somebody without a token of an identity pool may use a statement that names him. */
function admits(
  allow: Statement,
  denies: readonly Statement[],
  action: string,
  dialect: Dialect,
): boolean {
  const caller = anyoneWith(action);
  return (
    coversAction(allow, action) &&
    conditionsHold(allow, caller, dialect) !== 'no' &&
    !denies.some((deny) => meets(deny, caller, dialect) === 'yes')
  );
}
