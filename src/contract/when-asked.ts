type Makers = Readonly<Record<string, () => unknown>>;
type Made<Of extends Makers> = { readonly [Name in keyof Of]: ReturnType<Of[Name]> };

/**
 * An object whose members are made when each is first asked for. Zod needs its time to make a schema: a function
 * that starts makes those of its own state, and none of the other ones.
 */
export function whenAsked<Of extends Makers>(makers: Of): Made<Of> {
  const made: Record<string, unknown> = {};
  const members = Object.entries(makers).map(([name, make]) => [
    name,
    { enumerable: true, get: () => (made[name] ??= make()) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(members)) as Made<Of>;
}

/**
 * What is made when it is first asked for, and once. The schemas of the contract are, since zod needs its time for
 * each: whoever imports a module of schemas makes those that it reads by, and no other.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
