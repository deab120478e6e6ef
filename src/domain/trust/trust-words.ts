import { isOpenEnded } from './condition-value.ts';
import { kindOfKey, readOperator, type Dialect } from './condition.ts';
import { claimConditions } from './statement-faults.ts';
import type { Condition, Principals, Statement } from './trust-document.ts';

/** How findings speak of statements and conditions: short, in the words of the document. */

export function conditionsInWords(conditions: readonly Condition[], dialect: Dialect): string {
  return conditions
    .map(({ operator, key, values }) => {
      const kind = kindOfKey(key, dialect.principal);
      const name = kind === 'other' || kind === 'other-issuer' ? key : kind;
      return `${operator} ${name} = ${values.join(', ') || 'nothing'}`;
    })
    .join(' and ');
}

/** What a statement demands of a claim. */
export function claimInWords(statement: Statement, claim: 'aud' | 'amr', dialect: Dialect): string {
  if (statement.conditions.length === 0) return 'no Condition at all';
  const conditions = claimConditions(statement, claim, dialect);
  return conditionsInWords(conditions, dialect) || `no condition on ${claim}`;
}

/** What leaves a statement open to pools that it does not name. */
export function opennessInWords(statement: Statement, dialect: Dialect): string {
  if (statement.conditions.length === 0) return 'it has no Condition at all';
  const conditions = claimConditions(statement, 'aud', dialect);
  if (conditions.length === 0) return 'it has no condition on aud';
  const leaks = conditions.map((condition) => leakOf(condition, dialect));
  return leaks.filter((leak) => leak !== null).join(', and ') || 'nothing in it binds aud';
}

function leakOf({ operator, key, values }: Condition, dialect: Dialect): string | null {
  const { comparison, negated, ifExists, set } = readOperator(operator);
  if (kindOfKey(key, dialect.principal) !== 'aud') return `${key} is a key of another issuer`;
  if (comparison === null) return `${operator} does not compare aud as a string`;
  if (comparison === 'presence') return `${operator} only asks whether there is an aud`;
  if (negated) return `${operator} lets in every pool that it does not name`;
  if (ifExists) return `${operator} lets in tokens without aud`;
  if (set === 'each') return `${operator} holds for tokens without aud`;
  const open = values.filter((value) => isOpenEnded(value, comparison, dialect.hasVariables));
  return open.length > 0 ? `${operator} accepts more pools than one by ${open.join(', ')}` : null;
}

/** Principals as `Service lambda.amazonaws.com`. */
export function principalsInWords(principals: Principals): readonly string[] {
  return Object.entries(principals).flatMap(([type, names]) =>
    names.map((name) => `${type} ${name}`),
  );
}

const longestExcerpt = 300;

/** A statement as it stands, or as much of it as a finding may show. */
export function excerptOf({ written }: Statement): string {
  const text = JSON.stringify(written);
  return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt - 1)}…`;
}

/** Who may do what, as a statement says it. */
export function permissionInWords(statement: Statement): string {
  const { effect, actions, notActions, principals, notPrincipals } = statement;
  const what = notActions ? `all but ${notActions.join(', ')}` : (actions ?? []).join(', ');
  const whom = notPrincipals
    ? `all but ${principalsInWords(notPrincipals).join(', ')}`
    : principalsInWords(principals ?? {}).join(', ');
  return `${effect} ${what || 'nothing'} to ${whom || 'nobody'}`;
}
