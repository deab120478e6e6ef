import type { FactsOf } from '../../contract/findings.ts';
import { isOpenEnded } from './condition-value.ts';
import { kindOfKey, readOperator, type Dialect } from './condition.ts';
import { claimConditions } from './statement-faults.ts';
import type { Condition, Statement } from './trust-document.ts';

/** What findings say of a statement. */

type Demand = FactsOf<'TRUST_AUD_MISMATCH'>['demand'];
type OpenDemand = FactsOf<'TRUST_OPEN_TO_ANY_POOL'>['demands'][number];
type Leak = OpenDemand['leaks'][number];
type Permission = FactsOf<'TRUST_MISSING'>['allows'][number];

/** What a statement demands of a claim. */
export function demandOf(statement: Statement, claim: 'aud' | 'amr', dialect: Dialect): Demand {
  return {
    unconditional: statement.conditions.length === 0,
    conditions: claimConditions(statement, claim, dialect),
  };
}

/** What a statement demands of `aud`, and what of it leaves it open to pools that it does not name. */
export function openDemandOf(statement: Statement, dialect: Dialect): OpenDemand {
  const demand = demandOf(statement, 'aud', dialect);
  const leaks = demand.conditions.flatMap((condition) => leakOf(condition, dialect) ?? []);
  return { ...demand, leaks };
}

function leakOf(condition: Condition, dialect: Dialect): Leak | null {
  const { operator, key, values } = condition;
  const { comparison, negated, ifExists, set } = readOperator(operator);
  const leak = (because: Leak['because']) => ({ ...condition, because });
  if (kindOfKey(key, dialect) !== 'aud') return leak('other issuer');
  if (comparison === null) return leak('no string comparison');
  if (comparison === 'presence') return leak('presence test');
  if (negated) return leak('negation');
  if (ifExists || set === 'each') return leak('token without aud');
  const open = values.filter((value) => isOpenEnded(value, comparison, dialect.hasVariables));
  return open.length > 0 ? { ...leak('several pools'), values: open } : null;
}

/** Who may do what by a statement. */
export function permissionOf(statement: Statement): Permission {
  const { actions, notActions, principals, notPrincipals } = statement;
  return { actions, notActions, principals, notPrincipals };
}
