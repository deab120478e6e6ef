import type { Plan, RoleChange } from '../../contract/plan.ts';
import { roleNameOf } from '../../contract/aws-names.ts';

/** Whether the policies of a request are handed out as files, and nothing is written on a role. */
export function emits({ rolePolicies }: Plan['request']): boolean {
  return rolePolicies === 'emit';
}

/** A policy as its owner puts it on a role by other tools. */
export type EmittedPolicy = {
  readonly role: string;
  readonly policyName: string;
  readonly path: string;
  readonly text: string;
};

/** The files of a plan that hands its policies out; none of a plan that is refused. */
export function emittedPolicies({ request, roles, findings }: Plan): readonly EmittedPolicy[] {
  if (!emits(request) || findings.some(({ severity }) => severity === 'error')) return [];
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
