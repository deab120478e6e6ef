type Keyword = (schema: never, value: unknown, whole: Schema) => boolean;
export type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const namesIn = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);
const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  array: Array.isArray,
  object: isObject,
};

/** The keywords of JSON Schema 2020-12 that our schemas use, each as the standard has it; others say nothing here. */
const keywords: Readonly<Record<string, Keyword>> = {
  type: (names: string | readonly string[], value) =>
    [names].flat().some((name) => isOfType[name]?.(value) ?? false),
  const: (wanted: unknown, value) => value === wanted,
  enum: (wanted: readonly unknown[], value) => wanted.includes(value),
  pattern: (pattern: string, value) =>
    typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minLength: (least: number, value) => typeof value !== 'string' || value.length >= least,
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  items: (item: Schema, value) => !Array.isArray(value) || value.every((one) => fits(item, one)),
  required: (names: readonly string[], value) =>
    !isObject(value) || names.every((name) => name in value),
  properties: (properties: Readonly<Record<string, Schema>>, value) =>
    !isObject(value) ||
    Object.entries(properties).every(([name, one]) => !(name in value) || fits(one, value[name])),
  propertyNames: (names: Schema, value) =>
    !isObject(value) || Object.keys(value).every((name) => fits(names, name)),
  additionalProperties: (others: Schema | false, value, whole) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([name, one]) =>
        namesIn(whole['properties']).includes(name) || (others !== false && fits(others, one)),
    ),
  anyOf: (schemas: readonly Schema[], value) => schemas.some((one) => fits(one, value)),
  allOf: (schemas: readonly Schema[], value) => schemas.every((one) => fits(one, value)),
};

/** Whether an editor that goes by a JSON Schema takes a value. */
export function fits(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(
    ([name, said]) => keywords[name]?.(said as never, value, schema) ?? true,
  );
}
