import type { RoleChange } from '../../contract/plan.ts';
import { uncoveredBy } from './coverage.ts';
import { constraintsOf, plainPermissions, type PlainPermission } from './permission.ts';
import { permissionsOf } from './policy-document.ts';
import { statementsOf, type Statement } from './statements.ts';

/** What a change of a policy means, by what it says and not by how: one list of statements each. */
export type PolicyDiff = {
  readonly added: readonly Statement[];
  readonly removed: readonly Statement[];
  readonly kept: readonly Statement[];
  /** What stood there before is not in our language: somebody made something else of the policy. */
  readonly overwrites: boolean;
};

/**
 * Compares what two documents of a role say. A permission is added when nothing said it before, also
 * not in wider words; removed when nothing says it afterwards.
 */
export function policyDiff(before: string | null, after: string | null): PolicyDiff {
  const old = saidBy(before);
  const wanted = saidBy(after) ?? [];
  const added = uncoveredBy(wanted, old ?? []);
  return {
    added: statementsOf(added),
    removed: statementsOf(uncoveredBy(old ?? [], wanted)),
    kept: statementsOf(wanted.filter((permission) => !added.includes(permission))),
    overwrites: old === null,
  };
}

/** What becomes of a policy, in one word. */
export function verbOf({ before, after }: Pick<RoleChange, 'before' | 'after'>): string {
  if (before === after) return 'keep';
  if (before === null) return 'add';
  return after === null ? 'delete' : 'replace';
}

/** A statement as people read it: one line, or one for each resource and the condition. */
export function statementLines({ Effect, Action, Resource, Condition }: Statement): string[] {
  const verb = `${Effect.toLowerCase()} ${[Action].flat().join(', ')} on`;
  const resources = [Resource].flat();
  const condition = constraintsOf(Condition)
    .map(({ operator, key, values }) => {
      const relation = operator === 'StringLike' ? 'is like' : 'is';
      return `${key} ${relation} ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
    })
    .join(' and ');
  const clause = condition && `if ${condition}`;
  if (resources.length === 1) return [[verb, ...resources, clause].filter(Boolean).join(' ')];
  return [verb, ...[...resources, clause].filter(Boolean).map((line) => `  ${line}`)];
}

/** The lines of a diff, each with its sign: `+`, `-`, or a blank for what stays. */
export function diffLines({ added, removed, kept, overwrites }: PolicyDiff): string[] {
  const signed = (sign: string, statements: readonly Statement[]) =>
    statements.flatMap(statementLines).map((line) => `${sign} ${line}`);
  return [
    ...(overwrites ? ['- a policy that is not in the words of this project'] : []),
    ...signed('-', removed),
    ...signed('+', added),
    ...signed(' ', kept),
  ];
}

/** Permissions value by value, so that one prefix more shows as that prefix; `null`: not ours to read. */
function saidBy(document: string | null): readonly PlainPermission[] | null {
  if (document === null) return [];
  const permissions = permissionsOf(document);
  if (permissions === null) return null;
  return plainPermissions(permissions).flatMap((permission) => {
    const [only, ...more] = permission.constraints;
    if (!only || more.length > 0) return [permission];
    return only.values.map((value) => ({
      ...permission,
      constraints: [{ ...only, values: [value] }],
    }));
  });
}
