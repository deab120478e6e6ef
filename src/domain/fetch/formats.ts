import type { PublishedFile } from '../../contract/manifest.ts';

/** What a frontend can ask for, and which of the published paths that is. */
const formats = {
  outputs: (path) => path === 'amplify_outputs.json',
  exports: (path) => path === 'aws-exports.js',
  json: (path) => path === 'amplifyconfiguration.json',
  android: (path) => path.startsWith('android/'),
  ios: (path) => path.startsWith('ios/'),
  flutter: (path) => path.startsWith('flutter/'),
  env: (path) => path.endsWith('.env'),
  all: () => true,
} as const satisfies Record<string, (path: string) => boolean>;

export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly Format[];

const platforms: ReadonlySet<Format> = new Set(['android', 'ios', 'flutter']);

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}

/** Whether files of a format are for libraries that can keep a client secret. */
export function isForMobile(format: Format): boolean {
  return format === 'all' || platforms.has(format);
}

/** A published file, and the name that it gets. */
export type WantedFile = { readonly file: PublishedFile; readonly name: string };

/** The published files of some formats, in the order of the manifest. */
export function filesOf(
  wanted: readonly Format[],
  files: readonly PublishedFile[],
): readonly WantedFile[] {
  return files
    .filter(({ path }) => wanted.some((format) => formats[format](path)))
    .map((file) => ({ file, name: nameOf(file.path, wanted) }));
}

/** Formats of which nothing is published. */
export function formatsWithout(
  files: readonly PublishedFile[],
  wanted: readonly Format[],
): readonly Format[] {
  return wanted.filter((format) => !files.some(({ path }) => formats[format](path)));
}

/**
 * One platform's files are named as its project has them, in a folder that may hold no others (Android's
 * `res/raw` takes no folders); several keep theirs apart.
 */
function nameOf(path: string, [only, ...more]: readonly Format[]): string {
  const alone = only !== undefined && more.length === 0 && platforms.has(only);
  return alone ? path.slice(only.length + 1) : path;
}

/** Whether a published file is of such a library. */
export function isNative(path: string): boolean {
  return [...platforms].some((format) => formats[format](path));
}
