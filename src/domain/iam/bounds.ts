import { actionTokens, literalTokens, patternTokens } from '../pattern.ts';
import { all, any, consensus, not, type Answer } from '../trust/answer.ts';
import { readTrust, type Condition, type Statement } from '../trust/trust-document.ts';
import { valueTokens, type ReadPermission } from './coverage.ts';
import { holdsForCall, type ComingCall } from './known-call.ts';
import { namesRole } from './named-role.ts';
import { partsOf, type RoleGrant } from './role-grant.ts';
import {
  statedActions,
  mayBearPrefix,
  prefixKey,
  prefixOf,
  statedResources,
  standsFor,
} from './statement-parts.ts';

/** Whether all calls of a granted action get through; `depends`: some of them, or nobody knows. */
type Passing = { readonly action: string; readonly passes: Answer };

/**
 * What a document that bounds a role lets through of a grant: what one of its statements allows and none
 * denies. Read in IAM's whole language. `null`: it is no policy.
 */
export function passingOf(document: string, granted: RoleGrant): readonly Passing[] | null {
  return answersOf(document, granted, (said) => all([said('Allow'), not(said('Deny'))]));
}

/** What a policy allows of a grant, whatever it denies. `null`: it is no policy. */
export function allowedIn(document: string, granted: RoleGrant): readonly Passing[] | null {
  return answersOf(document, granted, (said) => said('Allow'));
}

function answersOf(
  document: string,
  granted: RoleGrant,
  judge: (said: (effect: Statement['effect']) => Answer) => Answer,
): readonly Passing[] | null {
  const read = readTrust(document);
  if (!read) return null;
  const { statements, hasVariables } = read;
  return partsOf(granted).flatMap(({ allows, call }) =>
    allows.map((allow) => {
      const passes = judge((effect) =>
        any(
          statements
            .filter((statement) => statement.effect === effect)
            .map((statement) => isAbout(statement, allow, call, hasVariables)),
        ),
      );
      return { action: allow.permission.action, passes };
    }),
  );
}

/** Whether a statement is about each call of a permission. */
function isAbout(
  statement: Statement,
  { permission, action, resource }: ReadPermission,
  call: ComingCall,
  hasVariables: boolean,
): Answer {
  const pattern = (text: string) => patternTokens(text, hasVariables);
  return all([
    namesRole(statement, call.roleArn),
    standsFor(statedActions(statement), action, actionTokens),
    standsFor(statedResources(statement), resource, pattern),
    ...statement.conditions.map((condition) =>
      prefixOf(condition) === null
        ? holdsForCall(condition, call, hasVariables)
        : isOfPrefix(condition, permission, hasVariables),
    ),
  ]);
}

/** Whether a condition on the prefix of a list holds for each call of a permission. */
function isOfPrefix(
  condition: Condition,
  { action, constraints }: ReadPermission['permission'],
  hasVariables: boolean,
): Answer {
  if (!mayBearPrefix(action)) return 'no';
  const own = constraints.find(({ key }) => key === prefixKey);
  const isLike = prefixOf(condition)?.operator === 'StringLike';
  const read = (text: string) =>
    isLike ? patternTokens(text, hasVariables) : literalTokens(text, hasVariables);
  const part = { named: condition.values, spared: null };
  // Of no prefix it is not known whether a call bears one.
  if (!own) return 'depends';
  return consensus(own.values.map((value) => standsFor(part, valueTokens(own, value), read)));
}
