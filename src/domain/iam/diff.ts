import type { RoleChange } from '../../contract/plan.ts';
import { compareText } from '../canonical.ts';
import { uncoveredBy } from './coverage.ts';
import { constraintsOf, plainPermissions, type PlainPermission } from './permission.ts';
import { permissionsOf } from './document.ts';
import { statementsOf, type PolicyStatement } from './statements.ts';

/** What a change of a policy means, by what it says and not by how: one list of statements each. */
export type PolicyDiff = {
  readonly added: readonly PolicyStatement[];
  readonly removed: readonly PolicyStatement[];
  readonly kept: readonly PolicyStatement[];
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

/** What becomes of a policy, in a word or two; `emits`: nothing is written, its owner gets a file. */
export function verbOf(
  { before, after }: Pick<RoleChange, 'before' | 'after'>,
  emits: boolean,
): string {
  if (before === after) return 'keep';
  if (emits) return after === null ? 'leave standing' : 'hand out';
  if (before === null) return 'add';
  return after === null ? 'delete' : 'replace';
}

/** Longer than this, a list is told service by service. */
const mostActions = 3;

/** A statement as people read it: one line, or one for each service, resource and condition. */
export function statementLines({ Effect, Action, Resource, Condition }: PolicyStatement): string[] {
  const effect = Effect.toLowerCase();
  const [actions, resources] = [[Action].flat(), [Resource].flat()];
  const clauses = constraintsOf(Condition).map(({ operator, key, values }, index) => {
    const relation = operator === 'StringLike' ? 'is like' : 'is';
    const told = values.map((value) => JSON.stringify(value)).join(' or ');
    return `${index === 0 ? 'if' : 'and'} ${key} ${relation} ${told}`;
  });
  if (actions.length > mostActions) {
    const parts = [...byService(actions), ...resources.map((arn) => `on ${arn}`), ...clauses];
    return [effect, ...parts.map(indented)];
  }
  const verb = `${effect} ${actions.join(', ')} on`;
  if (resources.length === 1) return [[verb, ...resources, ...clauses].join(' ')];
  return [verb, ...[...resources, ...clauses].map(indented)];
}

/** `geo: GetMapTile, GetMapGlyphs` for each service. */
function byService(actions: readonly string[]): string[] {
  const split = actions.map((action) => action.split(':', 2));
  return [...new Set(split.map(([service]) => service))].map((service) => {
    const names = split.flatMap(([other, name]) => (other === service ? [name] : []));
    return `${service}: ${names.join(', ')}`;
  });
}

function indented(line: string): string {
  return `  ${line}`;
}

/** The lines of a diff, each with its sign: `+`, `-`, or a blank for what stays. By service each. */
export function diffLines({ added, removed, kept, overwrites }: PolicyDiff): string[] {
  const signed = (sign: string, statements: readonly PolicyStatement[]) =>
    statements
      .toSorted((a, b) => compareText(firstAction(a), firstAction(b)))
      .flatMap(statementLines)
      .map((line) => `${sign} ${line}`);
  return [
    ...(overwrites ? ['- a policy that is not in the words of this project'] : []),
    ...signed('-', removed),
    ...signed('+', added),
    ...signed(' ', kept),
  ];
}

function firstAction({ Action }: PolicyStatement): string {
  return [Action].flat()[0] ?? '';
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
