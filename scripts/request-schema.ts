// The JSON Schema of a request, for editors: made from the schema that requests are read by.
import * as z from 'zod';
import { requestMeanings } from '../src/contract/request-meanings.ts';
import { writtenRequestSchema } from '../src/contract/request.ts';

/** Where it lies in docs, and by its name in the package. */
export const requestSchemaFile = 'docs/request.schema.json';

/** The schema of a request as somebody writes it, each key with what it means: what has a default may be left out. */
export function requestJsonSchema(): object {
  const schema = z.toJSONSchema(writtenRequestSchema(), { io: 'input' });
  const { $schema, properties, ...rest } = explained(schema as Schema);
  return {
    $schema,
    title: 'A request of amplify-import',
    ...rest,
    properties: {
      // What a run leaves aside: editors write the first, the console the second.
      $schema: { type: 'string' },
      Comment: { type: 'string' },
      ...properties,
    },
  };
}

type Schema = {
  readonly $schema?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

/** A schema with the meaning of each of its keys, by the path of what it describes; the item of a list is `[]`. */
function explained(schema: Schema, at = ''): Schema {
  const { properties, items } = schema;
  const inside = Object.entries(properties ?? {}).map(([name, property]) => {
    const key = at === '' ? name : `${at}.${name}`;
    return [name, { description: requestMeanings[key], ...explained(property, key) }] as const;
  });
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(inside) }),
    ...(items && { items: explained(items, `${at}[]`) }),
  };
}
