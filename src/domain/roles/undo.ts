import type { IntendedRole } from '../../contract/link.ts';
import { plural } from '../../contract/text.ts';
import type { RoleWrite } from './apply.ts';
import { roleNameOf } from '../../contract/aws-names.ts';

/** The writes that put before-images back. */
export function restoringWrites(roles: readonly IntendedRole[]): readonly RoleWrite[] {
  return roles.map(({ roleArn, policyName, before }) => ({
    roleArn,
    policyName,
    document: before,
  }));
}

/** The AWS CLI command that does one write by hand; quotes are safe for a POSIX shell. */
export function restoreCommand({ roleArn, policyName, document }: RoleWrite): string {
  const target = `--role-name ${roleNameOf(roleArn)} --policy-name ${policyName}`;
  if (document === null) return `aws iam delete-role-policy ${target}`;
  return `aws iam put-role-policy ${target} --policy-document '${document.replaceAll("'", String.raw`'\''`)}'`;
}

/** An error is cut at some length, and half a command is worse than none; the report has all of them. */
const roomForCommands = 3_500;
const roomForReasons = 1_500;

/** The commands by which people do writes by hand, each whole, as far as an error has room for them. */
export function fittingCommands(writes: readonly RoleWrite[]): readonly string[] {
  let left = roomForCommands;
  const commands = writes.map(restoreCommand);
  const fitting = commands.filter((command) => {
    const fits = command.length < left;
    if (fits) left -= command.length + 1;
    return fits;
  });
  const more = commands.length - fitting.length;
  return more === 0
    ? fitting
    : [...fitting, `(${plural(more, 'command')} did not fit here: see "restore" in the report)`];
}

/** Why writes failed, as far as an error has room for it. */
export function fittingReasons(reasons: readonly string[]): string {
  const text = reasons.join('; ');
  return text.length <= roomForReasons ? text : `${text.slice(0, roomForReasons)}…`;
}
