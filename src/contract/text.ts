/** Words for people: a name with its id, a count with its noun, a list of bounded length. */

/** What a finding lists of names; a pool may have hundreds of them. */
const longestList = 600;

/** Names as a list of bounded length, the first one always whole: what does not fit is counted. */
export function listing(names: readonly string[], separator = ', '): string {
  const shown: string[] = [];
  let length = 0;
  for (const name of names) {
    length += name.length + separator.length;
    if (shown.length > 0 && length > longestList) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return shown.join(separator) + (more > 0 ? ` and ${more} more` : '');
}

/** A count with its noun: `1 policy`, `2 policies`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A pool, a client or whatever else has both, as people know it: `web (3weba1b2…)`. */
export function labelOf({ name, id }: { readonly name: string; readonly id: string }): string {
  return `${name} (${id})`;
}
