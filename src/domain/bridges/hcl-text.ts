/**
 * Values as HCL source, in the style of `terraform fmt`. In a template `${` and `%{` begin what
 * Terraform evaluates, and are written twice to be themselves (HCL syntax, "Template Literals").
 */
export function hclString(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    // HCL knows neither of these two of JSON.
    .replaceAll(/\\(\\|[bf])/g, (all, letter: string) => controls[letter] ?? all);
  return `"${templateText(escaped)}"`;
}

const controls: Readonly<Record<string, string>> = { b: '\\u0008', f: '\\u000c' };

/** An object as a map: one entry a line, the signs below each other. */
export function hclMap(entries: Readonly<Record<string, string>>, indent: string): string {
  const rows = Object.entries(entries).map(([key, value]) => [keyText(key), value] as const);
  if (rows.length === 0) return '{}';
  const width = Math.max(...rows.map(([key]) => key.length));
  const lines = rows.map(([key, value]) => `${indent}  ${key.padEnd(width)} = ${value}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** A text of several lines, as it is: a heredoc knows no backslash. */
export function hclHeredoc(text: string, marker: string, indent: string): string {
  const lines = templateText(text.trimEnd()).split('\n');
  return `<<-${marker}\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}${marker}`;
}

function templateText(text: string): string {
  return text.replaceAll(/[$%]\{/g, (begin) => begin.charAt(0) + begin);
}

function keyText(key: string): string {
  // At the beginning of a map `for` begins an expression.
  return /^[a-z_]\w*$/.test(key) && key !== 'for' ? key : hclString(key);
}
