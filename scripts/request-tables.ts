// The tables of docs/request.md: keys, types and defaults of the schema, with what each key means.
import * as z from 'zod';
import { grantsSchema } from '../src/contract/grants.ts';
import { requestMeanings } from '../src/contract/request-meanings.ts';
import { requestSchema } from '../src/contract/request.ts';

/** A schema as JSON Schema tells it, as far as the tables go. */
type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | false;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
};

/** The sections of the page, each with the keys that it tells of. */
const sections: Readonly<Record<string, RegExp>> = {
  'Who and which pools': /^(?:app|env|from|\w+ClientId|\w+PoolId|readRoleArn)$/,
  Grants: /^grants(?:\.\w+)?$/,
  ...Object.fromEntries(
    Object.keys(grantsSchema().shape).map((category) => [
      category,
      new RegExp(`^grants\\.${category}\\[`),
    ]),
  ),
  'Push targets': /^(?:functions|hosting|sites|parameters)\b/,
  'What is published': /^(?:oauth|redirects|outputsVersion)$/,
  'How the run goes': /^(?:mode|expectPlan|adopt|rolePolicies|drift|expires|removeByEvent)$/,
};

/** The tables by their section. */
export const requestTables = Object.entries(sections).map(([section, pattern]) => ({
  section,
  head: ['key', 'type', 'default', 'meaning'],
  rows: requestRows().filter(([key]) => pattern.test(key.slice(1, -1))),
}));

/** A row for each key of a request, in the order of the schema; a key that nothing explains is an error. */
function requestRows(): readonly (readonly [string, ...string[]])[] {
  return rowsOf(z.toJSONSchema(requestSchema(), { io: 'input' }) as Schema);
}

function rowsOf(schema: Schema, prefix = ''): (readonly [string, ...string[]])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = `${prefix}${name}`;
    const meaning = requestMeanings[key];
    if (meaning === undefined) throw new Error(`Nothing says what ${key} means.`);
    const told = schema.required?.includes(name) ? 'needed' : defaultOf(property);
    return [
      [code(key), typeOf(property), told, meaning] as const,
      ...rowsOf(property, `${key}.`),
      ...rowsOf(property.items ?? {}, `${key}[].`),
    ];
  });
}

function defaultOf({ default: value = null }: Schema): string {
  return value === null ? 'none' : code(JSON.stringify(value));
}

/** What a key takes, in the words of JSON; `null` is left out, since a key that is not there stands for it. */
function typeOf(schema: Schema): string {
  const { type = [], anyOf = [], items, additionalProperties: named } = schema;
  if (items) return `list of ${several(items)}`;
  if (named) return `object of ${several(named)}`;
  if (schema.format === 'date-time') return 'date and time';
  const words = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  if (words.length > 0) return words.map((word) => code(JSON.stringify(word))).join(', ');
  const types = [type, ...anyOf.map(typeOf)].flat();
  return types.filter((word) => !['', 'null'].includes(word)).join(' or ');
}

function several(schema: Schema): string {
  return typeOf(schema).replaceAll(/\b(?:object|string|boolean|list)\b/g, '$&s');
}

function code(text: string): string {
  return `\`${text}\``;
}
