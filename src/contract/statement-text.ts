import * as z from 'zod';
import { once } from './when-asked.ts';

/** Statements of a policy, as findings hold and people read them. */

const oneOrMany = once(() => z.union([z.string(), z.array(z.string()).readonly()]));
const constraints = once(() => z.record(z.string(), z.array(z.string()).readonly()).optional());

/** A statement as our documents hold it: single values bare, lists sorted. */
export const statementSchema = once(() =>
  z.strictObject({
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMany(),
    Resource: oneOrMany(),
    Condition: z
      .strictObject({ StringEquals: constraints(), StringLike: constraints() })
      .readonly()
      .optional(),
  }),
);

export type PolicyStatement = Readonly<z.infer<ReturnType<typeof statementSchema>>>;

/** Longer than this, a list is told service by service. */
const mostActions = 3;

/** A statement as people read it: one line, or one for each service, resource and condition. */
function statementLines({ Effect, Action, Resource, Condition }: PolicyStatement): string[] {
  const effect = Effect.toLowerCase();
  const [actions, resources] = [[Action].flat(), [Resource].flat()];
  const clauses = Object.entries(Condition ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys ?? {}).map(([key, values]) => ({ operator, key, values })),
    )
    .map(({ operator, key, values }, index) => {
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

/** The same with a sign before each line: what is gained, lost, or stays. */
export function signedLines(
  sign: '+' | '-' | ' ',
  statements: readonly PolicyStatement[],
): string[] {
  return statements.flatMap(statementLines).map((line) => `${sign} ${line}`);
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
