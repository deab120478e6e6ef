import * as z from 'zod';
import type { Access } from '../../contract/report.ts';
import { canonicalJson, parseJson } from '../canonical.ts';
import { withoutCovered } from './coverage.ts';
import { plainPermissions, type Permission } from './permission.ts';
import { statementsOf } from './statements.ts';
import { once } from '../../contract/when-asked.ts';

/**
 * The text of a policy that says exactly these permissions: what a wider one says as well is left out,
 * statements are merged and sorted, no white space. Equal permissions give equal bytes. `null` when
 * there is nothing to say.
 */
export function policyDocument(permissions: readonly Permission[]): string | null {
  const needed = withoutCovered(plainPermissions(permissions));
  if (needed.length === 0) return null;
  return JSON.stringify({ Version: '2012-10-17', Statement: statementsOf(needed) });
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

const oneOrMore = once(() => z.union([z.string().transform((one) => [one]), z.array(z.string())]));
const constraints = once(() => z.record(z.string(), oneOrMore()));
const statementSchema = once(() =>
  z.strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMore(),
    Resource: oneOrMore(),
    Condition: z.partialRecord(z.enum(['StringLike', 'StringEquals']), constraints()).optional(),
  }),
);
const documentSchema = once(() =>
  z.strictObject({
    /** Older policies know no variables. */
    Version: z.literal('2012-10-17'),
    Id: z.string().optional(),
    Statement: z.union([
      z.array(statementSchema()),
      statementSchema().transform((statement) => [statement]),
    ]),
  }),
);

/** The statements of a document; `null` when it is not in our closed language. */
function statementsIn(
  document: string,
): z.infer<ReturnType<typeof documentSchema>>['Statement'] | null {
  const parsed = documentSchema().safeParse(parseJson(document));
  return parsed.success ? parsed.data.Statement : null;
}

/** Every permission of a document by itself; `null` when it is not in our closed language. */
export function permissionsOf(document: string): readonly Permission[] | null {
  const statements = statementsIn(document);
  if (statements === null) return null;
  return statements.flatMap(({ Effect: effect, Action, Resource, Condition: condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) => ({ effect, action, resource, ...(condition && { condition }) })),
    ),
  );
}

/** What a document of ours grants; `null` when somebody made something else of it. */
export function permissionsIn(document: string | null): Access['can'] {
  if (document === null) return [];
  const statements = statementsIn(document);
  if (statements === null) return null;
  return statements.map(({ Effect, Action, Resource, Condition }) => ({
    ...(Effect === 'Deny' && { effect: Effect }),
    actions: Action,
    resources: Resource,
    ...(Condition && { condition: Condition }),
  }));
}
