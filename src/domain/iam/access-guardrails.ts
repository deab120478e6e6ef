import { PolicyFault } from '../../contract/errors/faults.ts';
import { parseArn } from '../ids.ts';
import { userPoolActions } from './allowed-actions.ts';
import { permissionsOf } from './document.ts';

/** The execution role that a policy is written on, and the only resource that it may name. */
export type WrittenAccess = { readonly roleArn: string; readonly userPoolArn: string };

/**
 * Lets only a policy pass that allows actions of the closed list on one user pool, of the account and
 * partition of the role, and says nothing else: no wildcard, no condition, no Deny.
 *
 * @throws PolicyFault with everything that goes beyond that
 */
export function requireGuardedAccess(document: string, written: WrittenAccess): void {
  const found = accessBreaches(document, written);
  if (found.length === 0) return;
  throw new PolicyFault(
    `The policy for ${written.roleArn} breaks our own rules. ${found.join(' ')}`,
  );
}

function accessBreaches(
  document: string,
  { roleArn, userPoolArn }: WrittenAccess,
): readonly string[] {
  const [role, pool] = [parseArn(roleArn), parseArn(userPoolArn)];
  const permissions = permissionsOf(document);
  if (permissions === null) return ['A statement is not in our closed language.'];
  const isOwn =
    pool?.service === 'cognito-idp' &&
    role?.service === 'iam' &&
    /^\d{12}$/.test(pool.account) &&
    pool.account === role.account &&
    pool.partition === role.partition &&
    /^userpool\/[\w-]+$/.test(pool.resource);
  return [
    ...(isOwn ? [] : [`${userPoolArn} is no user pool of the account of ${roleArn}.`]),
    ...permissions.flatMap(({ effect = 'Allow', action, resource, condition }) => [
      ...(effect === 'Allow' ? [] : [`${action} is denied.`]),
      ...(Object.hasOwn(userPoolActions, action) ? [] : [`No access gives ${action}.`]),
      ...(resource === userPoolArn ? [] : [`${action} is given on ${resource}.`]),
      ...(condition === undefined ? [] : [`${action} is given under a condition.`]),
    ]),
  ];
}
