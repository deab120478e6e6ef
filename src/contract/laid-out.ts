import * as z from 'zod';

/**
 * How the first state of a machine lays out state data: every slice is there and null, so that every path
 * that a later state reads exists. A list of slices gives both, the schema and the empty data.
 */

type Slices = Readonly<Record<string, z.ZodType>>;

/** Each slice of a list, null until its state has filled it. */
export function nullUntilFilled<List extends Slices>(
  list: List,
): { [Name in keyof List]: z.ZodNullable<List[Name]> } {
  const schemas = Object.entries(list).map(([name, schema]) => [name, z.nullable(schema)]);
  return Object.fromEntries(schemas) as { [Name in keyof List]: z.ZodNullable<List[Name]> };
}

/** Null under each name of a list: what nobody has filled yet. */
export function allNull<List extends Slices>(list: List): { [Name in keyof List]: null } {
  return Object.fromEntries(Object.keys(list).map((name) => [name, null])) as {
    [Name in keyof List]: null;
  };
}
