import { isDart } from './dart-texts.ts';
import { exportsMeanings } from './meanings/exports.ts';
import { nativeMeanings } from './meanings/native.ts';
import { outputsMeanings } from './meanings/outputs.ts';
import type { KeyMeaning } from './key-meaning.ts';
import { platformPlaces } from './platform-places.ts';

/** What the keys of each format mean to an app. */
export const meanings = {
  exports: exportsMeanings,
  outputs: outputsMeanings,
  native: nativeMeanings,
} as const satisfies Readonly<Record<string, readonly KeyMeaning[]>>;

/** How a file speaks to its library; each has keys of its own. */
export type ConfigFormat = keyof typeof meanings;

/** Which format a file is of, and the path of ours that takes its place, relative to the link's folder. */
export type FileKind = {
  readonly format: ConfigFormat;
  readonly path: string;
  /** One of ours with the same values for another platform, where nothing says for which the file is. */
  readonly alike?: string;
};

type Config = Readonly<Record<string, unknown>>;

/**
 * Sections by which the SDKs before Amplify's own native libraries find what they need
 * (docs/facts/gen1-files.md, "awsconfiguration.json").
 */
const bareSections = [
  'CognitoUserPool',
  'CredentialsProvider',
  'S3TransferUtility',
  'AppSync',
  'Lex',
  'PinpointAnalytics',
  'PinpointTargeting',
];

/**
 * What a file is: by the keys that libraries read, and never by what it is called or by what says that a
 * tool made it (docs/facts/javascript-library.md, "Which file it takes a file for"; the native libraries
 * look for a category with plugins). `null`: no library finds anything in it.
 */
export function kindOf(path: string, value: Config): FileKind | null {
  const keys = Object.keys(value);
  if (keys.some((key) => key.startsWith('aws_'))) {
    const isModule = /\.[cm]?[jt]s$/i.test(path);
    return { format: 'exports', path: isModule ? 'aws-exports.js' : 'amplifyconfiguration.json' };
  }
  if (typeof value['version'] === 'string' && value['version'].startsWith('1')) {
    return { format: 'outputs', path: 'amplify_outputs.json' };
  }
  const file = nativeFile(value);
  return file === null ? null : { format: 'native', ...ofPlatform(path, value, file) };
}

function nativeFile(value: Config): string | null {
  const { UserAgent: agent } = value;
  const hasPlugins = Object.values(value).some((category) => isObject(category, 'plugins'));
  if (hasPlugins || agent === 'aws-amplify-cli/2.0') return 'amplifyconfiguration.json';
  const isBare =
    bareSections.some((section) => section in value) || isObject(value['Auth'], 'Default');
  return isBare || agent !== undefined ? 'awsconfiguration.json' : null;
}

/**
 * The platforms of Gen 1 differ in what the file calls itself (docs/facts/gen1-files.md). One that was made
 * by hand has no key to tell them by: there its place says it, if anything does.
 */
function ofPlatform(path: string, value: Config, file: string): Pick<FileKind, 'path' | 'alike'> {
  if (isDart(path)) return { path: 'flutter/amplifyconfiguration.dart' };
  const text = JSON.stringify(value);
  const [only] = platforms.filter(({ agent }) => text.includes(`"UserAgent":"${agent}"`));
  const [here] = platforms.filter(({ name }) => platformPlaces[name].test(path));
  const platform = only ?? here;
  if (platform) return { path: `${platform.name}/${file}` };
  return { path: `android/${file}`, alike: `ios/${file}` };
}

const platforms = [
  { name: 'android', agent: 'aws-amplify-cli/0.1.0' },
  { name: 'ios', agent: 'aws-amplify/cli' },
] as const;

function isObject(value: unknown, holding: string): boolean {
  return value !== null && typeof value === 'object' && holding in value;
}
