/**
 * A Dart file whose constant is a JSON text, as Gen 1 writes it. In a plain text of Dart `\` and `$`
 * have a meaning, so that a JSON with one of them stands in a raw text; `'''` would end either kind.
 */
export function dartOf(json: string): string {
  const safe = json.replaceAll("'''", String.raw`\u0027\u0027\u0027`);
  const raw = /[\\$]/.test(safe) ? 'r' : '';
  return `const amplifyconfig = ${raw}'''${safe}''';\n`;
}

/** The JSON text of such a file; `null`: it is none. */
export function jsonOfDart(text: string): string | null {
  return /^const amplifyconfig = r?'''([\s\S]*)''';\s*$/.exec(text)?.[1] ?? null;
}
