import type { RoleCase } from './role-callers.ts';
import type { Statement } from './trust-document.ts';

/** What the findings of a role are made of. */
export type RoleTrust = RoleCase & {
  readonly arn: string;
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
  /** The same for all: what is needed, and the command that writes the corrected document. */
  readonly details: {
    readonly subject: string;
    readonly needed: string;
    readonly command: { readonly roleName: string; readonly trustPolicy: string };
  };
};
