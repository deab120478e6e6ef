import { outputsDart } from '../domain/config/native/dart.ts';
import { withNativeClientSecret } from '../domain/config/native/client-secret.ts';
import { isNative, type WantedFile } from '../domain/fetch/files-of-formats.ts';
import type { MadeFile } from './later-revision.ts';
import type { Merged, MergeTarget } from './merge-target.ts';
import { pathBelow } from './place-files.ts';

/** The published file that `--merge` takes, and of which the one of Flutter is made. */
export const outputsPath = 'amplify_outputs.json';

/** A file to write, with the hash of the published one where it is that. */
export type Made = MadeFile & { readonly sha256: string | null };

/** A published file as it lies here, with the secret of the native client where one is asked for. */
export async function madeFile(
  { file, name, text }: WantedFile & { readonly text: string },
  out: string,
  secret: string | null,
): Promise<Made> {
  const path = await pathBelow(out, name);
  const isSecret = secret !== null && isNative(file.path);
  const make = (published: string) =>
    secret !== null && isSecret ? withNativeClientSecret(file.path, published, secret) : published;
  const placed = { path, text: make(text), secret: isSecret };
  return { placed, source: file.path, make, sha256: file.sha256 };
}

/** The outputs as Flutter takes them, which no link publishes: they hold the same. */
export async function dartFile(out: string, outputs: string): Promise<Made> {
  const path = await pathBelow(out, 'amplify_outputs.dart');
  const placed = { path, text: outputsDart(outputs), secret: false };
  return { placed, source: outputsPath, make: outputsDart, sha256: null };
}

/** A file of somebody else with our config in it comes of the revision that changes nothing in it. */
export function mergedFile({ file }: Merged, target: MergeTarget): MadeFile {
  const make = (text: string) => {
    try {
      return target.merge(text).file.text;
    } catch {
      return null; // that revision names other pools
    }
  };
  return { placed: file, source: outputsPath, make };
}
