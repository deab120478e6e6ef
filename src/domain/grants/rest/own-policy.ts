import { arnIn, type Place } from '../../../contract/named-resource.ts';
import { namesOf } from '../../iam/known-call.ts';
import type { Permission } from '../../iam/permission.ts';
import { coversPattern, matchesAction } from '../../pattern-match.ts';
import { patternTokens } from '../../pattern.ts';
import { readTrust, type Statement } from '../../trust/trust-document.ts';

/** An API by where a policy of its own may name it. */
type ApiPlace = Place & { readonly id: string };

const invoke = 'execute-api:Invoke';

/** By which keys a statement denies; none: always. */
type Denial = { readonly keys: readonly string[] };

/**
 * Statements of an API's own policy that deny a role something of what it is granted. In the account of the
 * API its own policy need not allow what a role does, but a Deny of it beats every Allow (API Gateway guide,
 * "How API Gateway resource policies affect authorization workflow"). A policy that cannot be read denies
 * nothing that anybody could tell.
 */
export function denialsOf(
  policy: string,
  api: ApiPlace,
  roleArn: string,
  granted: readonly Permission[],
): readonly Denial[] {
  return (readTrust(policy)?.statements ?? [])
    .filter(
      (statement) =>
        statement.effect === 'Deny' &&
        isAbout(statement, roleArn) &&
        deniesAny(statement, api, granted),
    )
    .map(({ conditions }) => ({ keys: [...new Set(conditions.map(({ key }) => key))] }));
}

/** Whether a statement is about a role: its sessions, its account, or everybody. */
function isAbout({ principals, notPrincipals }: Statement, roleArn: string): boolean {
  const named = principals ?? notPrincipals ?? {};
  const { account, session } = namesOf(roleArn);
  const names = Object.values(named).flat();
  const isNamed = names.some((name) => name === roleArn || name.startsWith(session));
  // In `NotPrincipal` an account stands for itself alone: its roles have to be named as well.
  if (principals === null) return notPrincipals !== null && !isNamed;
  const everybody = ['*', ...account];
  const federated = named['Federated']?.some((one) => one.startsWith('cognito-identity')) ?? false;
  return isNamed || federated || names.some((name) => everybody.includes(name));
}

/** Whether a statement denies all that a permission gives, or only something within it. */
function deniesAny(
  { actions, notActions, written }: Statement,
  api: ApiPlace,
  granted: readonly Permission[],
): boolean {
  const invoked = actions
    ? actions.some((action) => matchesAction(action, invoke))
    : !(notActions ?? []).some((action) => matchesAction(action, invoke));
  const denied = resourcesOf(written).map((resource) =>
    patternTokens(resource.replace(/^execute-api:\//, `${arnOf(api)}/`)),
  );
  return (
    invoked &&
    granted
      .map(({ resource }) => patternTokens(resource))
      .some((one) => denied.some((other) => coversPattern(other, one) || coversPattern(one, other)))
  );
}

/** `execute-api:/…` is short for the API that has the policy (API Gateway guide, "resource policy examples"). */
export function arnOf(api: ApiPlace): string {
  return arnIn(api, 'execute-api', api.id);
}

function resourcesOf({ Resource }: Statement['written']): readonly string[] {
  const resources: readonly unknown[] = Array.isArray(Resource) ? Resource : [Resource];
  return resources.filter((one) => typeof one === 'string');
}
