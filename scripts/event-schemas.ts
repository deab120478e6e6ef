// The JSON Schemas of docs/events, made from the schemas that the machines read and put events by.
import * as z from 'zod';
import { announcedDetails, detailSchemas } from '../src/contract/event-details.ts';

/**
 * The file of a detail type: "Auth Import Requested" is `auth-import-requested.schema.json`.
 *
 * @internal for tests, which look for its link
 */
export function schemaFileOf(detailType: string): string {
  return `docs/events/${detailType.toLowerCase().replaceAll(' ', '-')}.schema.json`;
}

/** The schema of each detail type, by its file. */
export function eventSchemas(): Readonly<Record<string, object>> {
  const entries = Object.entries(detailSchemas).map(([type, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, {
      // What somebody writes may leave defaults out; what we put has every key.
      io: type in announcedDetails ? 'output' : 'input',
    });
    return [schemaFileOf(type), { $schema, title: type, ...rest }] as const;
  });
  return Object.fromEntries(entries);
}
