import type * as z from 'zod';

/**
 * How the first state of a machine lays out state data: every slice is there and null, so that every path
 * that a later state reads exists. A list of slices gives both, the schema and the empty data.
 */

type Slices = Readonly<Record<string, z.ZodType>>;

/**
 * A slice, null until its state has filled it. So it is also where it is missing: an execution that is under way
 * goes on with new functions, and the one that laid out its data knew of fewer slices.
 */
export function orNull<Schema extends z.ZodType>(schema: Schema): OrNull<Schema> {
  return schema.nullable().default(null);
}

type OrNull<Schema extends z.ZodType> = z.ZodDefault<z.ZodNullable<Schema>>;

/** Each slice of a list, null until its state has filled it. */
export function nullUntilFilled<List extends Slices>(
  list: List,
): { [Name in keyof List]: OrNull<List[Name]> } {
  const schemas = Object.entries(list).map(([name, schema]) => [name, orNull(schema)]);
  return Object.fromEntries(schemas) as { [Name in keyof List]: OrNull<List[Name]> };
}

/** Null under each name of a list: what nobody has filled yet. */
export function allNull<List extends Slices>(list: List): { [Name in keyof List]: null } {
  return Object.fromEntries(Object.keys(list).map((name) => [name, null])) as {
    [Name in keyof List]: null;
  };
}
