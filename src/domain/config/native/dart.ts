/**
 * A Dart file whose constant is a JSON text, as Gen 1 writes it. In a plain text of Dart `\` and `$`
 * have a meaning, so that a JSON with one of them stands in a raw text; `'''` would end either kind.
 */
export function dartOf(json: string): string {
  const safe = withoutEnd(json);
  const raw = /[\\$]/.test(safe) ? 'r' : '';
  return `const amplifyconfig = ${raw}'''${safe}''';\n`;
}

/**
 * The outputs of Gen 2 as `amplify_outputs.dart`, always a raw text (aws-amplify/amplify-backend at
 * 014303a, `client_config_formatter_default.ts`), with the name of its constant.
 */
export function outputsDart(json: string): string {
  return `const amplifyConfig = r'''${withoutEnd(json)}''';\n`;
}

/** JSON in which nothing ends a text of Dart. */
function withoutEnd(json: string): string {
  return json.replaceAll("'''", String.raw`\u0027\u0027\u0027`);
}

/** The JSON text of such a file; `null`: it is none. */
export function jsonOfDart(text: string): string | null {
  return /^const amplifyconfig = r?'''([\s\S]*)''';\s*$/.exec(text)?.[1] ?? null;
}
