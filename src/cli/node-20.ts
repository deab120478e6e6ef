/** Gives Node 20 what the in-process engine uses and it lacks. */
export function completeNode20(): void {
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
}

/** As ECMAScript 2024 has it. */
function withResolvers(this: PromiseConstructor): object {
  const settle = {};
  const promise = new this((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, ...settle };
}
