// The JSON Schema of a request, for editors: made from the schema that requests are read by.
import * as z from 'zod';
import { writtenRequestSchema } from '../src/contract/request.ts';

/** Where it lies in docs, and by its name in the package. */
export const requestSchemaFile = 'docs/request.schema.json';

/** The schema of a request as somebody writes it: what has a default may be left out. */
export function requestJsonSchema(): object {
  const { $schema, properties, ...rest } = z.toJSONSchema(writtenRequestSchema, { io: 'input' });
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
