/** A variable that the stack sets for a function. @throws RangeError without it, before any call */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new RangeError(`The environment of this function has no ${name}.`);
  return value;
}
