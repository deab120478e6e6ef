import { webIdentityAction } from '../../contract/trust-statement.ts';
import type { Dialect } from './condition.ts';
import { breadthOfFederation } from './federation-breadth.ts';
import { breadthOfPrincipals } from './principal-breadth.ts';
import type { Breadth } from './breadth.ts';
import { anyoneWith } from './role-callers.ts';
import { assumeActions, conditionsHold, coversAction, meets } from './trust-evaluation.ts';
import type { Statement } from './trust-document.ts';

/** Somebody whom an Allow names beside its identity pools. */
export type Other = { readonly type: string; readonly name: string };

/** The others that an Allow names, and how many of them get in without a token of a pool. */
export function othersOfAllow(
  allow: Statement,
  denies: readonly Statement[],
  dialect: Dialect,
): readonly (Other & { readonly breadth: Breadth })[] {
  const { conditions, principals } = allow;
  const uses = assumeActions.filter((action) => admits(allow, denies, action, dialect));
  return Object.entries(principals ?? {})
    .flatMap(([type, names]) => names.map((name): Other => ({ type, name })))
    .filter(({ type, name }) => type !== 'Federated' || name !== dialect.principal)
    .map((other) => {
      const { type, name } = other;
      if (uses.length === 0) return { ...other, breadth: 'nobody' };
      if (type === 'AWS' && name === '*') {
        return { ...other, breadth: breadthOfPrincipals(conditions, dialect) };
      }
      if (type !== 'Federated') return { ...other, breadth: 'some' };
      const breadth = breadthOfFederation(name, conditions, dialect);
      const isOpen = breadth !== 'everybody' || uses.includes(webIdentityAction);
      return { ...other, breadth: isOpen ? breadth : 'nobody' };
    });
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
