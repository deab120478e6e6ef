/** No request that means something is nested deeper; what a machine walks through by itself may not be endless. */
export const mostLevels = 50;

/**
 * A copy in which nothing is nested deeper than so many levels: what lies there is left out. It takes no
 * more of the stack than that, however deep the value is.
 */
export function cutBelow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return Array.isArray(value) ? [] : {};
  const cut = (each: unknown) => cutBelow(each, levels - 1);
  if (Array.isArray(value)) return value.map(cut);
  // Not by assignment: a key `__proto__` would be none.
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each)]));
}

/** Whether a value is nested deeper than any request. */
export function isTooDeep(value: unknown, levels = mostLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1));
}
