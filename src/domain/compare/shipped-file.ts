import { parseJson } from '../canonical.ts';
import type { KeyMeaning } from './key-meaning.ts';
import { exportedValue } from './literal-module.ts';
import { exportsMeanings } from './meanings/exports.ts';
import { nativeMeanings } from './meanings/native.ts';
import { outputsMeanings } from './meanings/outputs.ts';

/** What the keys of each format mean to an app. */
export const meanings = {
  exports: exportsMeanings,
  outputs: outputsMeanings,
  native: nativeMeanings,
} as const satisfies Readonly<Record<string, readonly KeyMeaning[]>>;

/** How a file speaks to its library; each has keys of its own. */
export type ConfigFormat = keyof typeof meanings;

/** A config file that an app ships today, and which of our files takes its place. */
export type ShippedFile = {
  readonly format: ConfigFormat;
  /** Path of our file, relative to the link's folder. */
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
};

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
  return shipped(name, isModule, value as Readonly<Record<string, unknown>>);
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

function shipped(
  name: string,
  isModule: boolean,
  value: Readonly<Record<string, unknown>>,
): ShippedFile {
  const keys = Object.keys(value);
  if (keys.some((key) => key.startsWith('aws_'))) {
    const path = isModule ? 'aws-exports.js' : 'amplifyconfiguration.json';
    return { format: 'exports', path, value };
  }
  if (keys.includes('UserAgent')) return { format: 'native', path: nativePath(name, value), value };
  if (typeof value['version'] === 'string' && value['version'].startsWith('1')) {
    return { format: 'outputs', path: 'amplify_outputs.json', value };
  }
  throw new UnreadableFile(
    `${name} configures nothing: it has no key that begins with "aws_", no "UserAgent", and no "version" that is a text beginning with "1". Every library passes over such a file without a message.`,
  );
}

/** The platforms of Gen 1 differ in what the file calls itself (docs/facts/gen1-files.md). */
function nativePath(name: string, value: Readonly<Record<string, unknown>>): string {
  if (name.endsWith('.dart')) return 'flutter/amplifyconfiguration.dart';
  const isPlugins = value['UserAgent'] === 'aws-amplify-cli/2.0';
  const file = isPlugins ? 'amplifyconfiguration.json' : 'awsconfiguration.json';
  const isIos = JSON.stringify(value).includes('"UserAgent":"aws-amplify/cli"');
  return `${isIos ? 'ios' : 'android'}/${file}`;
}
