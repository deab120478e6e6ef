import { mkdir } from 'node:fs/promises';
import { readClientSecret } from '../aws/account/client-secret.ts';
import { readPublished, readPublishedFile } from '../procedures/config/read-published.ts';
import { NotPublished } from '../contract/errors.ts';
import type { Fetched } from '../contract/fetched.ts';
import { configFolder, type Manifest, type PublishedFile } from '../contract/manifest.ts';
import { withNativeClientSecret } from '../domain/config/native/client-secret.ts';
import { filesOf, formatsWithout, isNative } from '../domain/fetch/formats.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { fetchOptions, type FetchOptions } from './fetch-options.ts';
import { branchNote, fetchedText, secretNote } from './fetch-text.ts';
import { mergeTarget, outputsPath, type Merged, type MergeTarget } from './merge-target.ts';
import { environmentFile, readLinkIds } from './link-ids.ts';
import type { OptionValues } from './options.ts';
import { pathBelow, placeFiles, type PlacedFile } from './place-files.ts';
import { openPublished, type PublishedStore } from './published-store.ts';

/** A published file with its text, and the name that it gets. */
type Read = { readonly file: PublishedFile; readonly name: string; readonly text: string };

/** `amplify-import fetch`: published config, as files of a frontend. Returns the exit code. */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  if (positionals.length > 0) throw new UsageError('fetch takes options only.');
  const options = fetchOptions(values, process.env);
  const target = options.merge === null ? null : await mergeTarget(options.merge);
  process.stderr.write(branchNote(options));
  const fetched = await fetchConfig(options, await openPublished(options.store), target);
  process.stderr.write(secretNote(options, fetched));
  const text = options.json ? JSON.stringify(fetched, null, 2) : fetchedText(fetched);
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
}

/** Reads everything, then writes: what cannot be read or merged leaves every file as it was. */
async function fetchConfig(
  options: FetchOptions,
  store: PublishedStore,
  target: MergeTarget | null,
): Promise<Fetched> {
  const { link, formats, out } = options;
  const manifest = await readPublished(link, store);
  requireFormats(options, manifest);
  const read = async (file: PublishedFile) => readPublishedFile(link, manifest, file, store);
  const files = await Promise.all(
    filesOf(formats, manifest.files).map(async (one) => ({ ...one, text: await read(one.file) })),
  );
  const ids = options.secret || formats.includes('env') ? await readLinkIds(manifest, read) : null;
  const secret =
    options.secret && ids ? await readClientSecret(ids.userPoolId, ids.nativeClientId) : null;
  const merged = target?.merge(files.find(({ file }) => file.path === outputsPath)?.text ?? '');
  const separate = files.filter(({ file }) => !(target && file.path === outputsPath));
  await mkdir(out, { recursive: true });
  const placed = await Promise.all(separate.map((one) => placedFile(one, out, secret)));
  if (ids && formats.includes('env')) placed.push(await environmentFile(out, ids));
  const written = await placeFiles([...placed, ...(merged ? [merged.file] : [])]);
  return {
    status: written.size > 0 ? 'fetched' : 'unchanged',
    ...link,
    from: store.address(configFolder(link)),
    revision: manifest.revision,
    files: placed.map(({ path, secret: hasSecret }, index) => ({
      path,
      sha256: separate[index]?.file.sha256 ?? null,
      changed: written.has(path),
      secret: hasSecret,
    })),
    merged: merged ? mergedOf(merged, written) : null,
  };
}

function mergedOf({ file, taken, kept }: Merged, written: ReadonlySet<string>): Fetched['merged'] {
  return { path: file.path, changed: written.has(file.path), taken: [...taken], kept: [...kept] };
}

async function placedFile(
  { file, name, text }: Read,
  out: string,
  secret: string | null,
): Promise<PlacedFile> {
  const path = await pathBelow(out, name);
  if (secret === null || !isNative(file.path)) return { path, text, secret: false };
  return { path, text: withNativeClientSecret(file.path, text, secret), secret: true };
}

/** What was asked for and is not there must not look as if it were fetched. */
function requireFormats({ link, formats }: FetchOptions, { revision, files }: Manifest): void {
  const without = formatsWithout(files, formats);
  if (without.length === 0) return;
  throw new NotPublished(
    `Revision ${revision} of ${link.app}/${link.env} holds nothing of the format ${without.join(', ')}: it holds ${files.map(({ path }) => path).join(', ')}.`,
    'Ask for another format, or import again with a version that publishes this one.',
  );
}
