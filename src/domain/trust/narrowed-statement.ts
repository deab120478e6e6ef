import { kindOperator, webIdentityAction } from '../../contract/trust-statement.ts';
import { holds, type Dialect } from './condition.ts';
import type { Other } from './admitted-others.ts';
import { isIdentifying } from './principal-breadth.ts';
import type { RoleCase } from './role-callers.ts';
import { claimConditions } from './statement-faults.ts';
import { coversAction, namesAll } from './trust-evaluation.ts';
import {
  readStatement,
  type Condition,
  type Statement,
  type PolicyJson,
} from './trust-document.ts';

/**
 * A statement for the right kind of user that keeps what else the old one demanded, of this pool if
 * it was for it, and of those that it named; `null` when none is left.
 */
export function narrowedAllow(
  allow: Statement,
  role: RoleCase,
  isForThis: boolean,
): PolicyJson | null {
  const { identityPoolId, amr, dialect } = role;
  const { principal } = dialect;
  const claims = [
    ...claimConditions(allow, 'aud', dialect),
    ...claimConditions(allow, 'amr', dialect),
  ];
  const pools = [...(isForThis ? [identityPoolId] : []), ...poolsNamedBy(claims, role)];
  if (pools.length === 0) return null;
  // What tells principals of AWS apart means nothing for a web identity.
  const rest = allow.conditions.filter(
    (one) => !claims.includes(one) && !(namesAll(allow.principals ?? {}) && isIdentifying(one)),
  );
  const tags = ['sts:TagSession'].filter((action) => coversAction(allow, action));
  const { Sid } = allow.written;
  return {
    ...(Sid !== undefined && { Sid }),
    Effect: 'Allow',
    Principal: { Federated: principal },
    Action: tags.length > 0 ? [webIdentityAction, ...tags] : webIdentityAction,
    Condition: writtenConditions([
      { operator: 'StringEquals', key: `${principal}:aud`, values: pools },
      { operator: kindOperator, key: `${principal}:amr`, values: [amr] },
      ...rest,
    ]),
  };
}

/** Other pools that conditions name, and whose users they certainly let in. */
function poolsNamedBy(
  claims: readonly Condition[],
  { callers, dialect }: RoleCase,
): readonly string[] {
  const values = new Set(claims.flatMap((one) => one.values.map((value) => value.toLowerCase())));
  return callers.named
    .filter(
      ({ poolId, caller }) =>
        values.has(poolId) && claims.every((claim) => holds(claim, caller, dialect) === 'yes'),
    )
    .map(({ poolId }) => poolId);
}

/** Whether a statement is about this identity pool alone: a Deny of it that spares it meets nobody. */
export function isForThisOnly(
  { conditions }: Statement,
  { identityPoolId, dialect }: RoleCase,
): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      operator.toLowerCase() === 'stringequals' &&
      key.toLowerCase() === `${dialect.principal}:aud` &&
      values.every((value) => value === identityPoolId),
  );
}

/** The same Deny for everybody but this identity pool. */
export function narrowedDeny(deny: Statement, { identityPoolId, dialect }: RoleCase): Statement {
  const operator = 'StringNotEquals';
  const key = `${dialect.principal}:aud`;
  const same = (one: Condition) =>
    one.operator.toLowerCase() === operator.toLowerCase() && one.key.toLowerCase() === key;
  // Of what must not be equal, more values exclude more: those of the same key join.
  const spared = { ...(deny.conditions.find(same) ?? { operator, key }), values: [identityPoolId] };
  return readStatement({
    ...deny.written,
    Condition: writtenConditions([...deny.conditions, spared]),
  });
}

/** The statement without identity pools and without everybody; `null` when nobody is left. */
export function othersOf(
  statement: Statement,
  { principal }: Dialect,
  stays: (other: Other) => boolean = () => true,
): Statement | null {
  const others = Object.entries(statement.principals ?? {}).flatMap(([type, names]) => {
    const left = names.filter(
      (name) => name !== principal && name !== '*' && stays({ type, name }),
    );
    return left.length > 0 ? [[type, left.length === 1 ? left[0] : left] as const] : [];
  });
  if (others.length === 0) return null;
  return readStatement({ ...statement.written, Principal: Object.fromEntries(others) });
}

/** Everybody whom the conditions identify, by any way but a web identity. */
export function identifiedOthers(allow: Statement): Statement {
  const { NotAction: _, ...rest } = allow.written;
  const actions = ['sts:AssumeRole', 'sts:TagSession'].filter((one) => coversAction(allow, one));
  return readStatement({ ...rest, Action: actions });
}

/** Conditions as IAM writes them: by operator, then by key. */
function writtenConditions(conditions: readonly Condition[]): PolicyJson {
  const byOperator: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) {
    const keys = (byOperator[operator] ??= {});
    keys[key] = [...(keys[key] ?? []), ...values];
  }
  return mapValues(byOperator, (keys) =>
    mapValues(keys, (values) => (values.length === 1 ? values[0] : values)),
  );
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
