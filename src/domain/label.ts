/** A pool, a client or whatever else has both, as people know it: `web (3weba1b2…)`. */
export function labelOf({ name, id }: { readonly name: string; readonly id: string }): string {
  return `${name} (${id})`;
}
