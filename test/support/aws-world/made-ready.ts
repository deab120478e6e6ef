import { awsWorld, type AwsWorld } from './aws-world.ts';
import { Regional } from './granted-services.ts';

/**
 * Makes an account ready once, and hands out copies of what it then holds: tests of every call begin
 * hundreds of times in the same place, and need no import for each. A copy has had no calls yet, and
 * nothing goes wrong in it.
 */
export function madeReady<World extends AwsWorld>(
  prepare: () => World | Promise<World>,
): () => Promise<World> {
  let ready: Promise<World> | null = null;
  return async () => {
    ready ??= Promise.resolve(prepare());
    const original = await ready;
    const copy = awsWorld(original.securityTokens.accountId);
    for (const name of Object.keys(copy) as (keyof AwsWorld)[]) fill(copy[name], original[name]);
    return { ...original, ...copy };
  };
}

/** Fills the collections of a service with copies of what the same service of another world holds. */
function fill(service: object, original: object): void {
  for (const [name, from] of Object.entries(original) as [string, unknown][]) {
    const to: unknown = (service as Record<string, unknown>)[name];
    if (to instanceof Regional && from instanceof Regional) fillMap(to.things, from.things);
    if (to instanceof Map && from instanceof Map) fillMap(to, from);
    if (to instanceof Set && from instanceof Set) for (const each of from) to.add(each);
    if (Array.isArray(to) && Array.isArray(from)) to.push(...(structuredClone(from) as unknown[]));
  }
}

function fillMap(to: Map<unknown, unknown>, from: ReadonlyMap<unknown, unknown>): void {
  for (const [key, value] of structuredClone(from)) to.set(key, value);
}
