import { createHash } from 'node:crypto';

/** JSON text with keys in alphabetical order and no white space: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => compareText(a, b)))
      : item,
  );
}

/** The value of a JSON text; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** sha256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Order by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The same value with every list sorted, at any depth: two of them are equal where only the order
 * differs in which their parts were listed.
 */
export function inAnyOrder<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    const parts = value.map((part) => [canonicalJson(inAnyOrder(part)), part] as const);
    return parts
      .toSorted(([one], [other]) => compareText(one, other))
      .map(([, part]) => inAnyOrder(part)) as Value;
  }
  if (value === null || typeof value !== 'object') return value;
  const inside = Object.entries(value).map(([key, part]) => [key, inAnyOrder(part)]);
  return Object.fromEntries(inside) as Value;
}
