import { othersOfAllow } from './admitted-others.ts';
import { all, consensus, type Answer } from './answer.ts';
import { isKindOfUser } from './condition-value.ts';
import { claimOf, holds, kindOfKey, readOperator, withoutKey, type Dialect } from './condition.ts';
import type { RoleCase } from './role-callers.ts';
import { addresses, mayAdmit, type Caller } from './trust-evaluation.ts';
import type { Condition, Statement } from './trust-document.ts';

/** How an Allow statement lets in who should stay out. A hole is told once, by its widest name. */
export type Hole =
  'not-principal' | 'anyone' | 'any-pool' | 'any-login' | 'wrong-kind' | 'kindless';

export function holesOf(
  allow: Statement,
  denies: readonly Statement[],
  { callers, dialect }: RoleCase,
): ReadonlySet<Hole> {
  const admitsOne = (list: readonly Caller[]) =>
    list.some((caller) => mayAdmit(allow, denies, caller, dialect));
  if (allow.notPrincipals) return new Set<Hole>(['not-principal']);
  const open = othersOfAllow(allow, denies, dialect).filter(
    ({ breadth, isOwn }) => breadth === 'everybody' && !isOwn,
  );
  if (open.some(({ type }) => type === 'AWS')) return new Set<Hole>(['anyone']);
  const anyPool = admitsOne(callers.strangers);
  const bare = claimConditions(allow, 'aud', dialect).length === 0 && !mentionsKind(allow, dialect);
  // Of a wildcard for federations, the identity pools of anybody are the most.
  const anyLogin = open.some(({ name }) => !(anyPool && name === '*'));
  const wrongKind = !(anyPool && bare) && admitsOne(callers.wrongKind);
  // Without a condition on amr there is nothing that a token without it would slip through.
  const kindless = !wrongKind && mentionsKind(allow, dialect) && admitsOne(callers.kindless);
  return new Set<Hole>([
    ...(anyPool ? (['any-pool'] as const) : []),
    ...(anyLogin ? (['any-login'] as const) : []),
    ...(wrongKind ? (['wrong-kind'] as const) : []),
    ...(kindless ? (['kindless'] as const) : []),
  ]);
}

function mentionsKind(allow: Statement, dialect: Dialect): boolean {
  return claimConditions(allow, 'amr', dialect).length > 0;
}

/** Conditions on a claim, be it of the right issuer or of another. */
export function claimConditions(
  { conditions }: Statement,
  claim: 'aud' | 'amr',
  dialect: Dialect,
): readonly Condition[] {
  return conditions.filter(({ key }) => {
    const kind = kindOfKey(key, dialect);
    return kind === claim || (kind === 'other-issuer' && claimOf(key) === claim);
  });
}

/** Why an Allow does not certainly let in those whom the role is for. */
export type Shortcoming = {
  /** No condition on `aud` that names this pool for certain. */
  readonly aud: boolean;
  /** No condition on `amr` that names their kind for certain, or together they leave none of them. */
  readonly amr: boolean;
  /** It names them by `{"Federated":"*"}` only, of which AWS does not say whom it names. */
  readonly wildcard: boolean;
  /** Conditions of which nobody knows beforehand. */
  readonly unsure: readonly Condition[];
};

/** `null` when the statement is not about them at all. */
export function shortcomingOf(
  allow: Statement,
  { callers: { right }, dialect }: RoleCase,
): Shortcoming | null {
  const addressed = consensus(right.map((caller) => addresses(allow, caller, dialect)));
  if (addressed === 'no') return null;
  const answer = (condition: Condition) =>
    consensus(right.map((caller) => holds(condition, caller, dialect)));
  const audience = claimConditions(allow, 'aud', dialect);
  const kinds = claimConditions(allow, 'amr', dialect);
  const rest = allow.conditions.filter((one) => !audience.includes(one) && !kinds.includes(one));
  if (rest.some((one) => answer(one) === 'no')) return null;
  const split = ofAnotherName(allow, dialect);
  const isUnsure = (one: Condition) => split.includes(one) || answer(one) === 'depends';
  return {
    aud: all(audience.map(answer)) !== 'yes',
    amr:
      kinds.some((one) => isWrongKind(one, answer(one))) ||
      right.every((caller) => kinds.some((one) => holds(one, caller, dialect) === 'no')),
    wildcard: addressed === 'depends',
    unsure: [
      ...audience.filter((one) => split.includes(one)),
      ...[...kinds, ...rest].filter(isUnsure),
    ],
  };
}

/**
 * Conditions that need a key of another name than the first one that a statement needs. Of several names
 * that are taken as right one is, and no token bears the keys of two issuers.
 */
function ofAnotherName(statement: Statement, dialect: Dialect): readonly Condition[] {
  const needed = neededNames(statement, dialect);
  return needed.filter(({ name }) => name !== needed[0]?.name).map(({ condition }) => condition);
}

/** The names whose keys a statement needs, one for each such condition. */
function neededNames({ conditions }: Statement, { principals }: Dialect) {
  return conditions.flatMap((condition) => {
    const name = principals.find((one) => condition.key.toLowerCase().startsWith(`${one}:`));
    const needsKey = withoutKey(readOperator(condition.operator)) === 'no';
    return name && needsKey ? [{ condition, name }] : [];
  });
}

/** A role where the name that a statement needs is the one, and tokens bear no keys of the others. */
export function byNameOf(allow: Statement, role: RoleCase): RoleCase {
  const [needed] = neededNames(allow, role.dialect);
  return needed ? { ...role, dialect: { ...role.dialect, principals: [needed.name] } } : role;
}

/** Whether an Allow lets in those whom the role is for, as far as that can be known. */
export function isServing(allow: Statement, role: RoleCase): boolean {
  const shortcoming = shortcomingOf(allow, role);
  return shortcoming !== null && !shortcoming.aud && !shortcoming.amr && !shortcoming.wildcard;
}

/** Conditions that no token of those whom the role is for meets, whatever its pool and kind. */
export function neverMet(
  allow: Statement,
  { callers: { right }, dialect }: RoleCase,
): readonly Condition[] {
  if (right.every((caller) => addresses(allow, caller, dialect) === 'no')) return [];
  const claims = [
    ...claimConditions(allow, 'aud', dialect),
    ...claimConditions(allow, 'amr', dialect),
  ];
  return allow.conditions.filter(
    (one) => !claims.includes(one) && right.every((caller) => holds(one, caller, dialect) === 'no'),
  );
}

/** A condition may name a provider instead of a kind: right for those who sign in with it. */
function isWrongKind({ operator, values }: Condition, answer: Answer): boolean {
  if (answer !== 'depends') return answer === 'no';
  const { set, comparison } = readOperator(operator);
  const namesProvider = values.some((value) => !isKindOfUser(value) && /[.:/*?]/.test(value));
  return set === null || comparison === null || comparison === 'presence' || !namesProvider;
}
