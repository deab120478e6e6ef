import type { PoolRole } from '../../contract/pool-settings.ts';
import {
  admittingStatement,
  sessionActions,
  tagAction,
  webIdentityAction,
} from '../../contract/trust-statement.ts';
import { correctedAllow } from './corrected-allow.ts';
import { isProven } from './correction-proof.ts';
import { lockingOut } from './locked-out.ts';
import { admittedUsers, roleCaseOf, type KnownUsers, type RoleCase } from './role-callers.ts';
import { sparingDenies } from './sparing-deny.ts';
import { allMayTag, areTagged } from './session-tags.ts';
import { isServing } from './statement-faults.ts';
import { coversAction, meets } from './trust-evaluation.ts';
import {
  policyOf,
  readStatement,
  type Statement,
  type TrustDocument,
  type PolicyJson,
} from './trust-document.ts';

/**
 * The corrected trust of a role. What is right stays as it is written, and so does what is the
 * business of others (a service, an account, a provider of the owner's own); what is too wide is
 * narrowed to this pool and kind of user, keeping its other conditions; an Allow that cannot be narrowed
 * goes. A Deny never does: at most it spares those whom the role is for.
 */

/** Length of a trust policy, unless the quota was raised (IAM guide, "IAM and STS quotas"). */
const longestTrust = 2048;

/**
 * The whole policy, where the evaluator proves it and IAM takes its length: with what is too wide
 * narrowed, or with that left out, which is shorter. `null`: neither, or nothing is to be corrected.
 */
export function correctedTrustPolicy(
  document: TrustDocument,
  kind: PoolRole['kind'],
  identityPoolId: string,
  users: KnownUsers,
): PolicyJson | null {
  // The correction is of the current version, so that it is judged as it will be read.
  const current = { ...document, hasVariables: true };
  const role = roleCaseOf(current, kind, identityPoolId, users);
  for (const narrows of [true, false]) {
    const statements = correct(current, role, narrows);
    const policy = policyOf(
      statements.map(({ written }) => written),
      document.id,
    );
    const fits = JSON.stringify(policy).length <= longestTrust;
    if (fits && isProven(document, { statements, hasVariables: true }, role)) {
      return isSame(statements, document.statements) ? null : policy;
    }
  }
  return null;
}

function isSame(one: readonly Statement[], other: readonly Statement[]): boolean {
  const textOf = (list: readonly Statement[]) => JSON.stringify(list.map(({ written }) => written));
  return textOf(one) === textOf(other);
}

/** Narrowing makes an Allow longer; without it, what is wrong is left out. */
function correct(
  { statements }: TrustDocument,
  role: RoleCase,
  narrows: boolean,
): readonly Statement[] {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const denying = statements.filter(({ effect }) => effect === 'Deny');
  const locking = lockingOut(allowing, denying, role);
  const denies = denying.flatMap((deny) =>
    locking.includes(deny) ? sparingDenies(deny, role) : [deny],
  );
  const allows = allowing.flatMap((allow) => correctedAllow(allow, denies, role, narrows));
  const added = missingStatements(allowing, allows, denies, role);
  const all = [...added, ...allows, ...denies];
  return withUniqueSids([
    ...new Map(all.map((one) => [JSON.stringify(one.written), one])).values(),
  ]);
}

/** Of the parts of a statement the first keeps its name: IAM takes no two of one (IAM guide, "Sid"). */
function withUniqueSids(statements: readonly Statement[]): readonly Statement[] {
  const seen = new Set<unknown>();
  return statements.map((one) => {
    const { Sid, ...rest } = one.written;
    if (Sid === undefined || !seen.has(Sid)) {
      seen.add(Sid);
      return one;
    }
    return readStatement(rest);
  });
}

/**
 * What has to stand beside the corrected statements so that those whom the role is for get it, with each
 * session action that the role has allowed to users of identity pools: without `sts:TagSession` nobody
 * gets a role whose identity pool maps principal tags (Cognito guide, "Using attributes for access control").
 */
function missingStatements(
  before: readonly Statement[],
  allows: readonly Statement[],
  denies: readonly Statement[],
  role: RoleCase,
): readonly Statement[] {
  const { callers, dialect } = role;
  const serving = allows.filter((allow) => isServing(allow, role));
  const isServed = serving.length > 0 && lockingOut(serving, denies, role).length === 0;
  if (isServed && serving.some((allow) => before.includes(allow))) {
    if (allMayTag(allows, denies, role)) return [];
    return [readStatement(admittingStatement(admittedUsers(role), [tagAction]))];
  }
  const mayUse = (list: readonly Statement[], action: string) =>
    callers.right.every((caller) =>
      list.some((allow) => meets(allow, { ...caller, action }, dialect) !== 'no'),
    );
  const sessions = sessionActions.filter(
    (action) =>
      (action === tagAction && areTagged(role)) ||
      before.some((allow) => namesPools(allow, role) && coversAction(allow, action)),
  );
  const actions = isServed
    ? sessions.filter((action) => !mayUse(allows, action))
    : [webIdentityAction, ...sessions];
  if (actions.length === 0) return [];
  return [readStatement(admittingStatement(admittedUsers(role), actions))];
}

function namesPools({ principals }: Statement, { dialect }: RoleCase): boolean {
  const { AWS = [], Federated = [] } = principals ?? {};
  return AWS.includes('*') || [...dialect.principals, '*'].some((name) => Federated.includes(name));
}
