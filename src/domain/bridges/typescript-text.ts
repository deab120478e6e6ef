/**
 * Values as TypeScript source, in the style of Prettier: single quotes, keys without quotes where they
 * can be, commas at the ends. What is read back is the value that went in, whatever is in its texts.
 */
export function typescriptValue(value: unknown, indent = ''): string {
  if (typeof value === 'string') return typescriptString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => typescriptValue(item, deeper));
    const line = `[${items.join(', ')}]`;
    if (line.length <= 60 && !line.includes('\n')) return line;
    return `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(
    ([key, item]) => `${deeper}${keyText(key)}: ${typescriptValue(item, deeper)},\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

/** A text between single quotes. JSON escapes lone surrogates and control characters as TypeScript does. */
export function typescriptString(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${escaped}'`;
}

/** `__proto__: …` would set the prototype; only the computed key is a property. */
function keyText(key: string): string {
  if (key === '__proto__') return `['${key}']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : typescriptString(key);
}
