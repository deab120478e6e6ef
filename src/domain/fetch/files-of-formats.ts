import type { PublishedFile } from '../../contract/manifest.ts';
import { publishedPaths } from '../config/files.ts';
import { formats, type Format, type FormatEntry } from './formats.ts';

/** A published file, and the name that it gets. */
export type WantedFile = { readonly file: PublishedFile; readonly name: string };

/**
 * The published files of some formats, in the order of the manifest. A path that this version does not
 * publish itself is none of them: whoever may write a manifest could have any file of a project written
 * over.
 */
export function filesOf(
  wanted: readonly Format[],
  files: readonly PublishedFile[],
): readonly WantedFile[] {
  return files
    .filter(({ path }) => publishedPaths.includes(path) && isWanted(path, wanted))
    .map((file) => ({ file, name: nameOf(file.path, wanted) }));
}

/** Paths of these formats that this version does not know. */
export function unknownPaths(
  wanted: readonly Format[],
  files: readonly PublishedFile[],
): readonly string[] {
  const paths = files.map(({ path }) => path);
  return paths.filter((path) => !publishedPaths.includes(path) && isWanted(path, wanted));
}

function isWanted(path: string, wanted: readonly Format[]): boolean {
  return wanted.some((format) => formats[format].holds(path));
}

/** Formats of which nothing is published. */
export function formatsWithout(
  files: readonly PublishedFile[],
  wanted: readonly Format[],
): readonly Format[] {
  const paths = files.map(({ path }) => path).filter((path) => publishedPaths.includes(path));
  return wanted.filter((format) => {
    const { madeOf, holds }: FormatEntry = formats[format];
    return madeOf ? !madeOf.every((path) => paths.includes(path)) : !paths.some(holds);
  });
}

/**
 * One platform's files are named as its project has them, in a folder that may hold no others (Android's
 * `res/raw` takes no folders); several keep theirs apart.
 */
function nameOf(path: string, [only, ...more]: readonly Format[]): string {
  const alone = only !== undefined && more.length === 0 && formats[only].isPlatform;
  return alone ? path.slice(only.length + 1) : path;
}

/** Whether a published file is for the libraries of a platform. */
export function isNative(path: string): boolean {
  return Object.values(formats).some(({ isPlatform, holds }) => isPlatform && holds(path));
}
