import { parseJson } from '../canonical.ts';
import { kindOf, type FileKind } from './file-kind.ts';
import { exportedValue } from './literal-module.ts';

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
 * @throws UnreadableFile when it is no JSON and no module, or when no library would read it
 */
export function readShippedFile(name: string, text: string): ShippedFile {
  const isModule = /\.[cm]?[jt]s$/.test(name);
  const value = isModule ? moduleValue(name, text) : dartValue(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new UnreadableFile(
      `${name} holds no config: a JSON object, or a module that exports one.`,
    );
  }
  const config = value as Readonly<Record<string, unknown>>;
  const kind = kindOf(name, config);
  if (kind !== null) return { ...kind, value: config };
  throw new UnreadableFile(
    `${name} is no config file that is known here: it has no key that begins with "aws_", no "version" that is a text beginning with "1", no category with "plugins", and no section of awsconfiguration.json. Amplify's JavaScript library passes over such a file without a message.`,
  );
}

function moduleValue(name: string, text: string): unknown {
  try {
    return exportedValue(text);
  } catch (cause) {
    throw new UnreadableFile(`${name} is no JavaScript: ${(cause as Error).message}`, { cause });
  }
}

/** The Dart file of Flutter holds its JSON in a string. */
function dartValue(text: string): unknown {
  const held = /=\s*r?'''([\s\S]*)'''/.exec(text)?.[1];
  return parseJson(held ?? text);
}
