import { parseJson } from '../canonical.ts';
import { dartForm, dartTexts, isDart } from './dart-texts.ts';
import { kindOf, type FileKind } from './file-kind.ts';
import { codeNotRun, spread } from './code-not-run.ts';
import { exportedValues } from './literal-module.ts';
import { isConfig, metForm } from './met-form.ts';

/** A config file that an app ships today, and which of our files takes its place. */
export type ShippedFile = FileKind & { readonly value: Readonly<Record<string, unknown>> };

/** A file that is none of those that a library reads; the message says what is wrong with it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Reads a config file by what it says, not by what it is called: `amplifyconfiguration.json` is the
 * name of two different things (docs/facts/javascript-library.md, "Which file it takes a file for").
 *
 * @param path its whole path, which says where it lies; `name` is what messages call it
 * @throws UnreadableFile when it is no JSON and no module, or when no library would read it
 */
export function readShippedFile(name: string, text: string, path = name): ShippedFile {
  const held = valuesIn(name, text);
  const values = held.filter(isConfig);
  const known = values.flatMap((value) => {
    const kind = kindOf(path, value);
    return kind === null ? [] : [{ ...kind, value }];
  });
  const [only, ...more] = known;
  if (only && more.length === 0) return only;
  if (values.length > 0) throw new UnreadableFile(metForm(name, values));
  if (isDart(name)) {
    const form = dartForm(text) ?? 'gives no constant a text that is JSON';
    throw new UnreadableFile(`${name} ${form}.`);
  }
  throw new UnreadableFile(
    held.includes(codeNotRun)
      ? metForm(name, [{ [spread]: codeNotRun }])
      : `${name} holds no config: a JSON object, or a module that exports one.`,
  );
}

/** The same of a file that may be none of those: `null`, where no library reads it. */
export function shippedFileOf(name: string, text: string): ShippedFile | null {
  try {
    return readShippedFile(name, text);
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

/** What may be the config: the only value of a JSON file, the texts of Dart, what a module exports. */
function valuesIn(name: string, text: string): readonly unknown[] {
  if (isDart(name)) return dartTexts(text).map((one) => parseJson(one.text));
  return /\.[cm]?[jt]s$/i.test(name) ? moduleValues(name, text) : [parseJson(text)];
}

function moduleValues(name: string, text: string): readonly unknown[] {
  const language = /\.[cm]?ts$/i.test(name) ? 'TypeScript' : 'JavaScript';
  try {
    return exportedValues(text, language);
  } catch (cause) {
    throw new UnreadableFile(`${name} is no ${language}: ${(cause as Error).message}`, { cause });
  }
}
