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
