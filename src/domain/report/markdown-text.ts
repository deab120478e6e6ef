import { shown, shownName } from '../../contract/shown.ts';

/** Texts of others in Markdown: whatever they hold, they are shown and do nothing. */

const noWidth = '\u200b';

export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** A text of someone else's, as it is: longer fences than any inside of it, on one line. */
export function code(text: string): string {
  const fence = longerThanAnyIn(text, '`');
  const pad = fence.length > 1 ? ' ' : '';
  return `${fence}${pad}${shownName(oneLine(text))}${pad}${fence}`;
}

export function fenced(lines: readonly string[], language: string): string {
  const text = shown(lines.join('\n'));
  const fence = longerThanAnyIn(text, '```');
  return [`${fence}${language}`, text, fence].join('\n');
}

function longerThanAnyIn(text: string, shortest: string): string {
  const runs = (text.match(/`+/g) ?? []).map(({ length }) => length + 1);
  return '`'.repeat(Math.max(shortest.length, ...runs));
}

/**
 * Prose: nothing in it formats, links, or calls anybody. GitHub makes links of bare addresses, and of
 * `#1`, `GH-1` or `CVE-2024-1`, after escapes are gone: a space without width keeps them apart.
 */
export function plain(text: string): string {
  return shownName(oneLine(text))
    .replace(/[\\`*_{}[\]<>|~&]/g, (sign) => entities[sign] ?? `\\${sign}`)
    .replaceAll('#', `\\#${noWidth}`)
    .replace(/@|:(?=\/\/)|www(?=\.)|\b(?:GH|GHSA)(?=-)/gi, `$&${noWidth}`)
    .replace(/\b[A-Z]+(?=-\d)/g, `$&${noWidth}`);
}

/** Of HTML, which Markdown lets through: an escaped `&` would still begin one. */
const entities: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;' };

export function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}
