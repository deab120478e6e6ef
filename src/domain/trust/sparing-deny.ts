import type { Dialect } from './condition.ts';
import { tokensOf, type RoleCase } from './role-callers.ts';
import { meets } from './trust-evaluation.ts';
import {
  readStatement,
  writtenConditions,
  type Condition,
  type Statement,
} from './trust-document.ts';

/**
 * A Deny that keeps out those whom a role is for, for everybody but them: one statement for whoever is
 * not of this identity pool, one for whoever is not of their kind. Of these two, one that could meet
 * nobody is left out.
 */
export function sparingDenies(deny: Statement, role: RoleCase): readonly Statement[] {
  const { identityPoolId, amr, dialect } = role;
  const { principal } = dialect;
  const ofOthers = withMore(deny, 'StringNotEquals', `${principal}:aud`, identityPoolId);
  // True for tokens without the claim, too (IAM guide, "Multivalued context keys").
  const ofOtherKind = withMore(deny, 'ForAllValues:StringNotEquals', `${principal}:amr`, amr);
  return [
    ...(meetsOne(ofOthers, role, dialect) ? [ofOthers] : []),
    ...(meetsOne(ofOtherKind, role, dialect, identityPoolId) ? [ofOtherKind] : []),
  ];
}

/** Whether a Deny hits anybody who comes with a token; only those of one pool, where it is given. */
function meetsOne(deny: Statement, role: RoleCase, dialect: Dialect, pool?: string): boolean {
  return tokensOf(role)
    .filter(
      ({ aud }) => pool === undefined || aud.some((one) => 'known' in one && one.known === pool),
    )
    .some((caller) => meets(deny, caller, dialect) !== 'no');
}

/** Of what must not be equal, more values exclude more: those of the same key join. */
function withMore(deny: Statement, operator: string, key: string, value: string): Statement {
  const same = (one: Condition) =>
    one.operator.toLowerCase() === operator.toLowerCase() && one.key.toLowerCase() === key;
  const more = { ...(deny.conditions.find(same) ?? { operator, key }), values: [value] };
  return readStatement({
    ...deny.written,
    Condition: writtenConditions([...deny.conditions, more]),
  });
}
