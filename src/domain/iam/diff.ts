import { signedLines, type PolicyStatement } from '../../contract/statement-text.ts';
import { compareText } from '../canonical.ts';
import { uncoveredBy } from './coverage.ts';
import { eachValue, plainPermissions, type PlainPermission } from './permission.ts';
import { permissionsOf } from './document.ts';
import { statementsOf } from './statements.ts';

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

/** The lines of a diff, each with its sign: `+`, `-`, or a blank for what stays. By service each. */
export function diffLines({ added, removed, kept, overwrites }: PolicyDiff): string[] {
  return [
    ...(overwrites ? ['- a policy that is not in the words of this project'] : []),
    ...signedLines('-', inReadingOrder(removed)),
    ...signedLines('+', inReadingOrder(added)),
    ...signedLines(' ', inReadingOrder(kept)),
  ];
}

/** Statements as a diff lists them: by the service of the first action. */
export function inReadingOrder(statements: readonly PolicyStatement[]): PolicyStatement[] {
  return statements.toSorted((a, b) => compareText(firstAction(a), firstAction(b)));
}

function firstAction({ Action }: PolicyStatement): string {
  return [Action].flat()[0] ?? '';
}

/** Permissions value by value, so that one prefix more shows as that prefix; `null`: not ours to read. */
function saidBy(document: string | null): readonly PlainPermission[] | null {
  if (document === null) return [];
  const permissions = permissionsOf(document);
  if (permissions === null) return null;
  return plainPermissions(permissions).flatMap(eachValue);
}
