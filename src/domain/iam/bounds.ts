import { actionTokens, patternTokens } from '../pattern.ts';
import { all, any, not, type Answer } from '../trust/answer.ts';
import { readTrust, type Statement } from '../trust/trust-document.ts';
import type { ReadPermission } from './read-permission.ts';
import { holdsForCall, type ComingCall } from './known-call.ts';
import { prefixListedBy } from './known-prefix.ts';
import { namesRole } from './named-role.ts';
import { partsOf, type RoleGrant } from './role-grant.ts';
import { statedActions, statedResources, standsFor } from './statement-parts.ts';

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
  const known = { ...call, prefix: prefixListedBy(permission) };
  return all([
    namesRole(statement, call.roleArn),
    standsFor(statedActions(statement), action, actionTokens),
    standsFor(statedResources(statement), resource, pattern),
    ...statement.conditions.map((condition) => holdsForCall(condition, known, hasVariables)),
  ]);
}
