import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The rules, messages and cases of the two tools that this one takes over from, by the letters and
 * numbers that titles of tests and rows of docs/differences.md refer to.
 */
const families = {
  /** Entry guards of `amplify import auth`. */
  G: 6,
  /** Discovery and region. */
  D: 11,
  /** User pool and app clients. */
  U: 8,
  /** Identity pool. */
  P: 10,
  /** Selection. */
  S: 6,
  /** OAuth and federation. */
  O: 9,
  /** Values that are derived without rejecting anything. */
  V: 8,
  /** Headless parameters. */
  H: 6,
  /** Rules of a later push. */
  X: 3,
  /** What its documentation demands and its code does not check. */
  DOC: 10,
  /** Its unit tests. */
  T: 26,
  /** Its end-to-end tests. */
  E: 19,
  /** Cases that were run against it. */
  R: 17,
  /** Checks of `referenceAuth`: its ten rules, then what it refuses while reading. */
  GEN2: 17,
  /** Error messages that users of both met. */
  M: 31,
} as const;

/** Every id that needs a test or a row. */
export const ruleIds: readonly string[] = Object.entries(families).flatMap(([letters, count]) =>
  Array.from({ length: count }, (_, index) => `${letters}-${index + 1}`),
);

/** Weaknesses of the incumbent, which tests may name as well. */
const weaknesses = Array.from({ length: 34 }, (_, index) => `W-${index + 1}`);
export const knownIds: ReadonlySet<string> = new Set([...ruleIds, ...weaknesses]);

const id = `(?:${[...Object.keys(families), 'W'].join('|')})-\\d+`;
const idList = `${id}(?:, ${id})*`;

/** Any of these ids in a text. */
export const ruleIdPattern = new RegExp(`\\b${id}\\b`, 'g');

/** A comment, at the start of a line or behind code; `//` in a URL is none. */
const comment = /(^|[\s;{}(),])(?:\/\/.*$|\/\*[\s\S]*?\*\/)/gm;
/** A test or a block that does not run, to the end of the statement: the sources are formatted. */
const notRun =
  /^([ \t]*)(?:x(?:it|test|describe)|(?:it|test|describe)\.(?:skip|todo|failing))\b(?:.*;|[\s\S]*?^\1[\])}].*;)$/gm;

/** The first argument of `it`, `test` or `describe`, or the first cell of a row of `each`. */
const title = new RegExp(`[([]\\s*(['"\`])(${idList}): `, 'g');
/** Rows of an `each` whose titles begin with their first cell. */
const rowsByCell = /\.each\(((?:(?!\.each)[\s\S])*?)\)\(\s*['"`]%s: /g;
const cell = new RegExp(`(['"])(${idList})\\1`, 'g');

/** Ids that stand before a colon at the start of the title of a test. */
export function idsInTitles(): readonly string[] {
  return idsProvenIn(testSources());
}

/** The same, of some sources: what is commented out, or does not run, proves nothing. */
export function idsProvenIn(texts: readonly string[]): readonly string[] {
  const sources = texts.map((text) => text.replaceAll(comment, '$1').replaceAll(notRun, ''));
  const tables = sources.flatMap((source) => [...source.matchAll(rowsByCell)]);
  const titles = sources.flatMap((source) => [...source.matchAll(title)]);
  const cells = tables.flatMap(([, rows = '']) => [...rows.matchAll(cell)]);
  return [...titles, ...cells].flatMap(([, , ids = '']) => ids.split(', '));
}

/** Ids in the first cell of a row of a table. */
export function idsInCell(text: string): readonly string[] {
  return new RegExp(`^${idList}$`).test(text) ? text.split(', ') : [];
}

function testSources(): readonly string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join('test', name), 'utf8'));
}
