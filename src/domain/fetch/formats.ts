import type { PublishedFile } from '../../contract/manifest.ts';
import { idFiles } from '../config/environment.ts';
import type { Format } from './format-names.ts';

/** What a frontend can ask for of the published files. */
const published = {
  outputs: (path) => path === 'amplify_outputs.json',
  exports: (path) => path === 'aws-exports.js',
  json: (path) => path === 'amplifyconfiguration.json',
  android: (path) => path.startsWith('android/'),
  ios: (path) => path.startsWith('ios/'),
  flutter: (path) => path.startsWith('flutter/'),
  all: () => true,
} as const satisfies Record<Exclude<Format, 'env'>, (path: string) => boolean>;

const platforms: ReadonlySet<string> = new Set<Format>(['android', 'ios', 'flutter']);

/** A published file, and the name that it gets. */
export type WantedFile = { readonly file: PublishedFile; readonly name: string };

/** The published files of some formats, in the order of the manifest. */
export function filesOf(
  wanted: readonly Format[],
  files: readonly PublishedFile[],
): readonly WantedFile[] {
  return files
    .filter(({ path }) => wanted.filter(isPublished).some((format) => published[format](path)))
    .map((file) => ({ file, name: nameOf(file.path, wanted) }));
}

/** Formats of which nothing is published. */
export function formatsWithout(
  files: readonly PublishedFile[],
  wanted: readonly Format[],
): readonly Format[] {
  const paths = files.map(({ path }) => path);
  return wanted.filter((format) =>
    isPublished(format)
      ? !paths.some((path) => published[format](path))
      : !idFiles.every((path) => paths.includes(path)),
  );
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
  return platforms.has(path.split('/', 1)[0] ?? '');
}

function isPublished(format: Format): format is keyof typeof published {
  return Object.hasOwn(published, format);
}
