/** What a finding lists of names; a pool may have hundreds of them. */
const longestList = 600;

/** Names as a list of bounded length: what does not fit is counted. */
export function listing(names: readonly string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const name of names) {
    length += name.length + 2;
    if (shown.length > 0 && length > longestList) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
