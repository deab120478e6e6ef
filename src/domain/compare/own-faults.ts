import type { ConfigFormat } from './file-kind.ts';
import { codeNotRun } from './code-not-run.ts';
import { ownSchemas } from './own-schemas.ts';
import { platformPlaces } from './platform-places.ts';
import type { ShippedFile } from './shipped-file.ts';

/** What is wrong with a shipped file whatever ours says. */
export type OwnFault = {
  /** From the top, by dots; `null`: it is about the file as a whole. */
  readonly key: string | null;
  readonly meaning: string;
};

const refusals: Readonly<Record<ConfigFormat, string>> = {
  outputs:
    'One of the libraries of Android, Swift and Flutter at least refuses the whole file for it; that of JavaScript takes it for nothing, or for another value.',
  exports: 'The library of JavaScript refuses the whole file for it, or takes it for nothing.',
  native:
    'The libraries of Android, Swift and Flutter take the whole section for missing, or refuse it.',
};

/**
 * What is wrong with a shipped file by itself: its place, by its whole path, and what its own libraries
 * demand of its format. Code that was not run may be right.
 */
export function ownFaults(path: string, { format, value }: ShippedFile): readonly OwnFault[] {
  const issues = ownSchemas[format].safeParse(value).error?.issues ?? [];
  const wrong = issues
    .map((issue) => issue.path.map(String))
    .filter((keys) => valueAt(value, keys) !== codeNotRun)
    .map((keys) => ({ key: keys.join('.'), meaning: faultText(format, valueAt(value, keys)) }));
  return [...misplaced(path, format), ...wrong];
}

function faultText(format: ConfigFormat, found: unknown): string {
  const what = found === undefined ? 'It is missing.' : 'Its value is none that its library knows.';
  return `${what} ${refusals[format]}`;
}

/** What a path leads to; the code that stands on the way, if any does. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((held, name) => {
    if (held === codeNotRun || held === null || typeof held !== 'object') return held;
    return (held as Readonly<Record<string, unknown>>)[name];
  }, value);
}

/** Folders and endings that only one family of libraries reads, and the formats that it knows. */
const places: readonly {
  readonly at: RegExp;
  readonly library: string;
  readonly formats: readonly ConfigFormat[];
}[] = [
  { at: platformPlaces.android, library: 'Android', formats: ['native', 'outputs'] },
  { at: platformPlaces.ios, library: 'Swift', formats: ['native', 'outputs'] },
  { at: /\.dart$/i, library: 'Flutter', formats: ['native', 'outputs'] },
  { at: /\.[cm]?[jt]sx?$/i, library: 'JavaScript', formats: ['exports', 'outputs'] },
];

const formatNames: Readonly<Record<ConfigFormat, string>> = {
  exports: 'what JavaScript reads: keys that begin with "aws_"',
  outputs: 'amplify_outputs.json',
  native: 'what native libraries read: categories with plugins',
};

/** Whether a file lies where only a library looks that finds nothing in it. */
export function misplaced(path: string, format: ConfigFormat): readonly OwnFault[] {
  return places
    .filter(({ at, formats }) => at.test(path) && !formats.includes(format))
    .map(({ library }) => ({
      key: null,
      meaning: `It lies where the library of ${library} looks, and holds ${formatNames[format]}. That library finds no section of its own in it.`,
    }));
}
