import * as z from 'zod';

/**
 * The same schema for something that is stored: keys that it does not know are kept as they are, at any
 * depth. A later version may have written them, and whoever changes the rest must keep them.
 *
 * The type stays that of the strict schema, so that no misspelt key compiles.
 */
export function loosely<Schema extends z.ZodType>(schema: Schema): Schema {
  return loosened(schema) as Schema;
}

/** A part of several schemas is made loose once. */
const known = new WeakMap<z.ZodType, z.ZodType>();

function loosened(schema: z.ZodType): z.ZodType {
  const loose = known.get(schema) ?? cloned(schema);
  known.set(schema, loose);
  return loose;
}

/** Kinds of schemas that hold others of their kind; every other one holds no object. */
function cloned(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.def.shape).map(
      ([key, part]) => [key, loosened(part as z.ZodType)] as const,
    );
    return schema.clone({
      ...schema.def,
      shape: Object.fromEntries(shape),
      catchall: z.unknown(),
    });
  }
  if (schema instanceof z.ZodArray) {
    return schema.clone({ ...schema.def, element: loosened(schema.def.element as z.ZodType) });
  }
  if (schema instanceof z.ZodRecord) {
    return schema.clone({ ...schema.def, valueType: loosened(schema.def.valueType as z.ZodType) });
  }
  if (schema instanceof z.ZodUnion) {
    const options = schema.def.options.map((option) => loosened(option as z.ZodType));
    return schema.clone({ ...schema.def, options });
  }
  if (
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    // One of four by its type, and cloned alike.
    const one: z.ZodNullable = schema as z.ZodNullable;
    return one.clone({ ...one.def, innerType: loosened(one.def.innerType as z.ZodType) });
  }
  return schema;
}
