/**
 * Gen 1 joins redirect URLs with commas; JavaScript and Flutter split them again without trimming. One
 * that holds a comma itself would come out as two others, and is left out unless there is no other.
 */
export function joinedRedirects(urls: readonly string[]): string {
  const whole = urls.filter((url) => !holdsComma(url));
  return (whole.length > 0 ? whole : urls).join(',');
}

/** The URLs that no file with joined ones can tell. */
export function unjoinable(urls: readonly string[]): readonly string[] {
  return urls.filter(holdsComma);
}

function holdsComma(url: string): boolean {
  return url.includes(',');
}
