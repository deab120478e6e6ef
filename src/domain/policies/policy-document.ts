import * as z from 'zod';
import type { Access } from '../../contract/report.ts';
import { canonicalJson, compareText } from '../canonical.ts';

/** One thing that is allowed: an action on a resource, for a list also under which prefixes. */
export type Permission = {
  readonly action: string;
  readonly resource: string;
  /** Values of `StringLike s3:prefix`; absent: no condition. */
  readonly prefixes?: readonly string[];
};

type Statement = {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringLike: Readonly<Record<string, readonly string[]>> };
};

/** IAM counts the inline policies of a role together (IAM guide, "IAM and STS quotas"). */
export const inlinePolicyLimit = 10_240;

/**
 * The text of a policy that grants exactly these permissions: what a wider pattern covers is left
 * out, statements are merged and sorted, no white space. Equal permissions give equal bytes.
 * `null` when there is nothing to grant.
 */
export function policyDocument(permissions: readonly Permission[]): string | null {
  if (permissions.length === 0) return null;
  return JSON.stringify({ Version: '2012-10-17', Statement: statementsOf(permissions) });
}

/** The counted size of a document: characters without white space. */
export function countedSize(document: string): number {
  return document.replace(/\s/g, '').length;
}

/** Whether two documents say the same, whatever the order of their keys and their white space. */
export function sameDocument(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const grantingSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: oneOrMore,
      Resource: oneOrMore,
      Condition: z.json().optional(),
    }),
  ),
});

/** What a document of ours grants; `null` when somebody made something else of it. */
export function permissionsIn(document: string | null): Access['can'] {
  if (document === null) return [];
  const parsed = grantingSchema.safeParse(parseJson(document));
  if (!parsed.success) return null;
  return parsed.data.Statement.map(({ Action, Resource, Condition }) => ({
    actions: Action,
    resources: Resource,
    ...(Condition !== undefined && { condition: Condition }),
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statementsOf(permissions: readonly Permission[]): readonly Statement[] {
  const needed = withoutCovered(permissions);
  const byResource = grouped(needed, 'resource', 'action');
  const byAction = grouped(needed, 'action', 'resource');
  const size = (statements: readonly Statement[]) => JSON.stringify(statements).length;
  return size(byAction) < size(byResource) ? byAction : byResource;
}

/** Leaves out what another permission grants as well: the same one, or a wider resource pattern. */
function withoutCovered(permissions: readonly Permission[]): readonly Permission[] {
  const sorted = permissions.map((p) =>
    p.prefixes ? { ...p, prefixes: [...new Set(p.prefixes)].toSorted(compareText) } : p,
  );
  const distinct = [...new Map(sorted.map((p) => [canonicalJson(p), p])).values()];
  return distinct.filter(
    (p) =>
      !distinct.some(
        (other) =>
          other !== p &&
          other.action === p.action &&
          !other.prefixes &&
          (other.resource === p.resource ||
            (other.resource.endsWith('*') && p.resource.startsWith(other.resource.slice(0, -1)))),
      ),
  );
}

/**
 * Merges permissions into statements: those that share a `key` value become one entry, and entries
 * with the same list of the `other` become one statement. Both lists multiply to exactly the pairs.
 */
function grouped(
  permissions: readonly Permission[],
  key: 'resource' | 'action',
  other: 'resource' | 'action',
): readonly Statement[] {
  const entries = new Map<
    string,
    { prefixes: readonly string[] | undefined; others: Set<string> }
  >();
  for (const permission of permissions) {
    const id = canonicalJson([permission[key], permission.prefixes ?? null]);
    const entry = entries.get(id) ?? { prefixes: permission.prefixes, others: new Set() };
    entries.set(id, { ...entry, others: entry.others.add(permission[other]) });
  }
  const statements = new Map<
    string,
    { keys: string[]; others: string[]; prefixes?: readonly string[] }
  >();
  for (const [id, { prefixes, others }] of entries) {
    const [value] = JSON.parse(id) as [string];
    const sorted = [...others].toSorted(compareText);
    const statementId = canonicalJson([sorted, prefixes ?? null]);
    const statement = statements.get(statementId);
    if (statement) statement.keys.push(value);
    else {
      statements.set(statementId, {
        keys: [value],
        others: sorted,
        ...(prefixes && { prefixes }),
      });
    }
  }
  return [...statements.values()]
    .map(({ keys, others, prefixes }): Statement => {
      const lists = { [key]: oneOrMany(keys.toSorted(compareText)), [other]: oneOrMany(others) };
      return {
        Effect: 'Allow',
        Action: lists['action'] ?? [],
        Resource: lists['resource'] ?? [],
        ...(prefixes && { Condition: { StringLike: { 's3:prefix': prefixes } } }),
      };
    })
    .toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only, ...more] = values;
  return only !== undefined && more.length === 0 ? only : values;
}
