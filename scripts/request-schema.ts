// The JSON Schema of a request, for editors: made from the schema that requests are read by.
import * as z from 'zod';
import { requestMeanings } from '../src/contract/request-meanings.ts';
import { requestRules, storagePathNames } from './request-rules.ts';
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
      $schema: {},
      Comment: {},
      ...properties,
    },
  };
}

type Schema = {
  readonly $schema?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly propertyNames?: Schema;
};

/**
 * A schema with the meaning of each of its keys and the rules for them, by the path of what it describes; the item
 * of a list is `[]`.
 */
function explained(schema: Schema, at = ''): Schema {
  const { properties, items, anyOf } = schema;
  const inside = Object.entries(properties ?? {}).map(([name, property]) => {
    const key = at === '' ? name : `${at}.${name}`;
    return [name, { description: requestMeanings[key], ...explained(property, key) }] as const;
  });
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(inside) }),
    ...(items && { items: explained(items, `${at}[]`) }),
    ...(anyOf && { anyOf: anyOf.map((one) => ruled(one, at)) }),
    ...requestRules[at],
  };
}

/** One of the kinds that a value can be of. */
function ruled(schema: Schema, at: string): Schema {
  if (at === 'grants.storage[].paths' && schema.propertyNames) {
    return { ...schema, propertyNames: storagePathNames };
  }
  // An id of either case is taken; a JSON Schema knows no flags of a pattern.
  if (at === 'identityPoolId' && schema.pattern !== undefined) {
    return {
      ...schema,
      pattern: schema.pattern.replaceAll('a-z', 'A-Za-z').replaceAll('a-f', 'A-Fa-f'),
    };
  }
  return schema;
}
