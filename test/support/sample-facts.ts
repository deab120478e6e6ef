import * as z from 'zod';

/**
 * A value that a schema takes, the same for the same variant: two variants differ wherever the schema
 * leaves room for two values.
 */
export function sampleOf(schema: z.ZodType, variant: 0 | 1): unknown {
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.def.shape).map(
      ([key, part]) => [key, sampleOf(part as z.ZodType, variant)] as const,
    );
    return Object.fromEntries(parts);
  }
  if (schema instanceof z.ZodArray) return [sampleOf(schema.def.element as z.ZodType, variant)];
  if (schema instanceof z.ZodRecord)
    return { key: sampleOf(schema.def.valueType as z.ZodType, variant) };
  if (schema instanceof z.ZodUnion) {
    const options = schema.def.options as readonly z.ZodType[];
    return sampleOf(options[variant % options.length] ?? z.never(), variant);
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return sampleOf((schema as z.ZodNullable).def.innerType as z.ZodType, variant);
  }
  if (schema instanceof z.ZodReadonly) return sampleOf(schema.def.innerType as z.ZodType, variant);
  if (schema instanceof z.ZodLiteral) return schema.def.values[0];
  if (schema instanceof z.ZodEnum) return schema.options[variant % schema.options.length];
  if (schema instanceof z.ZodBoolean) return variant === 1;
  if (schema instanceof z.ZodNumber) return variant + 1;
  if (schema instanceof z.ZodString) return `text-${variant}`;
  if (schema instanceof z.ZodLazy || schema instanceof z.ZodUnknown) return `json-${variant}`;
  throw new Error(`No sample is known of a schema of type ${schema.def.type}.`);
}
