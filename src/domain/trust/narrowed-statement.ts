import { kindOperator, sessionActions, webIdentityAction } from '../../contract/trust-statement.ts';
import { holds, readOperator, type Dialect } from './condition.ts';
import type { Other } from './admitted-others.ts';
import { isIdentifying } from './principal-breadth.ts';
import type { RoleCase } from './role-callers.ts';
import { claimConditions, neverMet } from './statement-faults.ts';
import { addresses, coversAction, namesAll } from './trust-evaluation.ts';
import {
  readStatement,
  writtenConditions,
  type Condition,
  type Statement,
} from './trust-document.ts';

/** What a narrowed statement demands of claims as before: the rest it demands anew. */
export type KeptClaims = { readonly aud: boolean; readonly amr: boolean };

/**
 * A statement for the right kind of user that keeps what else the old one demanded, of this pool if
 * it was for it, and of those that it named; `null` when none is left. What no token meets goes.
 */
export function narrowedAllow(
  allow: Statement,
  role: RoleCase,
  isForThis: boolean,
  keeps: KeptClaims,
): Statement | null {
  const { identityPoolId, amr, dialect } = role;
  const { principal } = dialect;
  const audience = claimConditions(allow, 'aud', dialect);
  const kinds = claimConditions(allow, 'amr', dialect);
  const claims = [...audience, ...kinds];
  const never = neverMet(allow, role);
  // Whom a condition kept out that goes now, nobody lets in: only those whom the role is for.
  const named = never.length > 0 ? [] : poolsNamedBy(allow, claims, role);
  const pools = [...(isForThis ? [identityPoolId] : []), ...named];
  if (pools.length === 0) return null;
  if (keeps.aud && (never.length > 0 || !namesOnly(named, audience, role))) return null;
  // What tells principals of AWS apart means nothing for a web identity.
  const rest = allow.conditions.filter(
    (one) =>
      !claims.includes(one) &&
      !never.includes(one) &&
      !(namesAll(allow.principals ?? {}) && isIdentifying(one)),
  );
  return forTokens(allow, principal, [
    ...(keeps.aud
      ? audience
      : [{ operator: 'StringEquals', key: `${principal}:aud`, values: pools }]),
    ...(keeps.amr ? kinds : [{ operator: kindOperator, key: `${principal}:amr`, values: [amr] }]),
    ...rest,
  ]);
}

/**
 * A statement that no longer names the wrong kind of user beside others, and demands the same as before;
 * `null` when it names none, or only that.
 */
export function withoutWrongKind(allow: Statement, { forGuests, dialect }: RoleCase) {
  const wrong = forGuests ? 'authenticated' : 'unauthenticated';
  const naming = claimConditions(allow, 'amr', dialect).filter(
    (one) => isNaming(one) && one.values.includes(wrong),
  );
  if (naming.length === 0 || naming.some(({ values }) => values.every((one) => one === wrong))) {
    return null;
  }
  return forTokens(
    allow,
    dialect.principal,
    allow.conditions.map((one) =>
      naming.includes(one)
        ? { ...one, values: one.values.filter((value) => value !== wrong) }
        : one,
    ),
  );
}

/** A statement for tokens of identity pools, with the session actions of another. */
function forTokens(
  allow: Statement,
  principal: string,
  conditions: readonly Condition[],
): Statement {
  const sessions = sessionActions.filter((action) => coversAction(allow, action));
  const { Sid } = allow.written;
  return readStatement({
    ...(Sid !== undefined && { Sid }),
    Effect: 'Allow',
    Principal: { Federated: principal },
    Action: sessions.length > 0 ? [webIdentityAction, ...sessions] : webIdentityAction,
    Condition: writtenConditions(conditions),
  });
}

/** Whether a condition is met by values that it names. */
function isNaming({ operator }: Condition): boolean {
  const { comparison, negated } = readOperator(operator);
  return comparison !== null && comparison !== 'presence' && !negated;
}

/** Whether conditions on `aud` let in no named pool but these: its users may have been of another kind. */
function namesOnly(
  pools: readonly string[],
  audience: readonly Condition[],
  { callers, dialect }: RoleCase,
): boolean {
  return callers.named.every(
    ({ poolId, caller }) =>
      pools.includes(poolId) || audience.some((one) => holds(one, caller, dialect) === 'no'),
  );
}

/** Other pools that conditions name as theirs, and whose users they certainly let in. */
function poolsNamedBy(
  allow: Statement,
  claims: readonly Condition[],
  { callers, dialect }: RoleCase,
): readonly string[] {
  const values = new Set(
    claims
      .filter(isNaming)
      .flatMap((one) =>
        readOperator(one.operator).comparison === 'ignore-case'
          ? one.values.map((value) => value.toLowerCase())
          : one.values,
      ),
  );
  return callers.named
    .filter(
      ({ poolId, caller }) =>
        values.has(poolId) &&
        addresses(allow, caller, dialect) === 'yes' &&
        claims.every((one) => holds(one, caller, { ...dialect, takesUnanimous: true }) === 'yes'),
    )
    .map(({ poolId }) => poolId);
}

/** The statement without identity pools and without everybody; `null` when nobody is left. */
export function othersOf(
  statement: Statement,
  { principals }: Dialect,
  stays: (other: Other) => boolean = () => true,
): Statement | null {
  const others = Object.entries(statement.principals ?? {}).flatMap(([type, names]) => {
    const left = names.filter(
      (name) => !principals.includes(name) && name !== '*' && stays({ type, name }),
    );
    return left.length > 0 ? [[type, left.length === 1 ? left[0] : left] as const] : [];
  });
  if (others.length === 0) return null;
  return readStatement({ ...statement.written, Principal: Object.fromEntries(others) });
}

/** Everybody whom the conditions identify, by any way but a web identity. */
export function identifiedOthers(allow: Statement): Statement {
  const { NotAction: _, ...rest } = allow.written;
  const actions = ['sts:AssumeRole', ...sessionActions].filter((one) => coversAction(allow, one));
  return readStatement({ ...rest, Action: actions });
}
