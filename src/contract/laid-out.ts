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
  return eachOf(list, (schema) => z.nullable(schema)) as {
    [Name in keyof List]: z.ZodNullable<List[Name]>;
  };
}

/** Null under each name of a list: what nobody has filled yet. */
export function allNull<List extends Slices>(list: List): { [Name in keyof List]: null } {
  return eachOf(list, () => null) as { [Name in keyof List]: null };
}

function eachOf(list: Slices, make: (schema: z.ZodType) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(list).map(([name, schema]) => [name, make(schema)]));
}
