import type { Plan, RoleChange } from '../../contract/plan.ts';
import { roleNameOf } from '../../contract/aws-names.ts';

/** A policy as its owner puts it on a role by other tools. */
export type EmittedFile = {
  readonly role: string;
  readonly policyName: string;
  readonly path: string;
  readonly text: string;
};

/** The files of a plan that emits its policies. */
export function emittedFiles({ roles }: Pick<Plan, 'roles'>): readonly EmittedFile[] {
  return roles.flatMap(({ role, policyName, after }) =>
    after === null
      ? []
      : [
          {
            role,
            policyName,
            path: emittedPath({ role, policyName }),
            text: `${JSON.stringify(JSON.parse(after), null, 2)}\n`,
          },
        ],
  );
}

/** Names of roles are unique in their account, whatever their path. */
export function emittedPath({ role, policyName }: Pick<RoleChange, 'role' | 'policyName'>): string {
  return `${emittedFolder}/${roleNameOf(role)}.${policyName}.json`;
}

/** Where the files lie, in the folder of a run. */
export const emittedFolder = 'role-policies';
