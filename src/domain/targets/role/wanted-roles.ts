import { functionPolicyNameOf } from '../../../contract/link.ts';
import { roleNameOf } from '../../../contract/aws-names.ts';
import { targetIdOf } from '../../../contract/push/target.ts';
import { policyDocument } from '../../iam/document.ts';
import { requireGuardedAccess } from '../../iam/access-guardrails.ts';
import { askedFunctions, type AskedFunction } from '../function/function-names.ts';
import type { WantedIn, WantedTarget } from '../target-kind.ts';
import { actionsOf } from './access.ts';

/** What the roles of functions are made from. */
export type RolesWantedIn = Pick<WantedIn, 'request' | 'source' | 'executionRoles'>;

/** The functions of a request that are to have access to users, and run by a role. */
export function functionsOn(
  roleArn: string,
  { request, executionRoles }: Pick<RolesWantedIn, 'request' | 'executionRoles'>,
): readonly AskedFunction[] {
  return askedFunctions(request).filter(({ id }) => executionRoles[id] === roleArn);
}

/**
 * One document for each execution role: what the request gives to any of the functions that run by it, on
 * the user pool alone. None without the word of the pool's owner, and none on a pool of another account.
 *
 * @throws PolicyFault when a document would go beyond what `access` may give
 */
export function wantedRoles({
  request,
  source,
  executionRoles,
}: RolesWantedIn): readonly WantedTarget[] {
  const { userPoolArn, accessAllowed } = source;
  if (userPoolArn === null || !accessAllowed) return [];
  const withAccess = askedFunctions(request).filter(({ access }) => access.length > 0);
  const roles = new Set(withAccess.flatMap(({ id }) => executionRoles[id] ?? []));
  return [...roles].flatMap((roleArn) => {
    const access = functionsOn(roleArn, { request, executionRoles }).flatMap((one) => one.access);
    const permissions = access
      .flatMap(actionsOf)
      .map((action) => ({ action, resource: userPoolArn }));
    const document = policyDocument(permissions);
    if (document === null) return [];
    requireGuardedAccess(document, { roleArn, userPoolArn });
    const id = targetIdOf({ kind: 'role', roleName: roleNameOf(roleArn) });
    return [{ id, kind: 'role', keys: { [functionPolicyNameOf(source)]: document }, roleArn }];
  });
}
