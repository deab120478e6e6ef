import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readPublished, readPublishedFile } from '../procedures/config/read-published.ts';
import { NotPublished } from '../contract/errors/fetch-errors.ts';
import type { Fetched } from '../contract/fetched.ts';
import { linkLabel, type LinkName } from '../contract/link.ts';
import { configFolder, type Manifest, type PublishedFile } from '../contract/manifest.ts';
import { misplaced } from '../domain/compare/own-faults.ts';
import { shippedFileOf } from '../domain/compare/shipped-file.ts';
import { filesOf, formatsWithout, unknownPaths } from '../domain/fetch/files-of-formats.ts';
import type { Format } from '../domain/fetch/formats.ts';
import { replacedConfig } from '../domain/fetch/replaced-config.ts';
import { branchNote, fetchSource, type FetchSource, type NamedSource } from './fetch-source.ts';
import { mergeTarget, type Merged } from './merge-target.ts';
import type { LinkIds } from '../domain/config/environment.ts';
import { environmentFile, readLinkIds } from './link-ids.ts';
import { laterRevision, replacedBy, type Replaced } from './later-revision.ts';
import { dartFile, madeFile, mergedFile, outputsPath } from './made-files.ts';
import { placeFiles, type PlacedFile } from './place-files.ts';
import { openPublished } from './published-store.ts';
import { tell } from './tell.ts';

/** What is fetched, and to where. */
export type Wanted = {
  readonly format: readonly Format[];
  readonly out: string;
  /** The file that our config is merged into, if any. */
  readonly merge: string | null;
  readonly nativeClientSecret: boolean;
};

/**
 * Fetches what the command line and the environment name. Which environment a branch stands for is told
 * on standard error.
 */
export async function fetchNamed(
  given: NamedSource & Wanted,
  environment: NodeJS.ProcessEnv,
): Promise<Fetched> {
  const source = fetchSource(given, environment);
  const note = branchNote(source);
  if (note !== null) tell(note);
  return fetchConfig(source, given);
}

/** Reads everything, then writes: what cannot be read or merged leaves every file as it was. */
async function fetchConfig({ link, store: name }: FetchSource, wanted: Wanted): Promise<Fetched> {
  const { format: formats, out, nativeClientSecret: withSecret } = wanted;
  const target = wanted.merge === null ? null : await mergeTarget(wanted.merge);
  const store = await openPublished(name);
  const manifest = await readPublished(link, store);
  requireFormats(link, formats, manifest);
  if (target) requireFormats(link, ['outputs'], manifest);
  const read = async (file: PublishedFile) => readPublishedFile(link, manifest, file, store);
  const files = await Promise.all(
    filesOf(formats, manifest.files).map(async (one) => ({ ...one, text: await read(one.file) })),
  );
  const ids = withSecret || formats.includes('env') ? await readLinkIds(manifest, read) : null;
  const secret = withSecret && ids ? await secretOf(ids) : null;
  const asDart = formats.includes('dart') && !target?.isDart;
  const outputs = target || asDart ? await readOutputs(manifest, read) : '';
  const merged = target?.merge(outputs);
  const separate = files.filter(({ file }) => !(target && file.path === outputsPath));
  await mkdir(out, { recursive: true });
  const made = await Promise.all(separate.map((one) => madeFile(one, out, secret)));
  if (asDart) made.push(await dartFile(out, outputs));
  const standing = await replacedBy([
    ...made,
    ...(target && merged ? [mergedFile(merged, target)] : []),
  ]);
  const replaced = {
    revision: await laterRevision(link, manifest.revision, standing, store),
    files: lostWith(standing.filter(({ placed }) => placed !== merged?.file)),
  };
  const placed = made.map((one) => one.placed);
  if (ids && formats.includes('env')) placed.push(await environmentFile(out, ids));
  placed.flatMap(placeNotes).forEach((note) => tell(note));
  const unknown = unknownPaths(formats, manifest.files);
  const written = await placeFiles([...placed, ...(merged ? [merged.file] : [])]);
  return {
    status: written.size > 0 ? 'fetched' : 'unchanged',
    ...link,
    from: store.address(configFolder(link)),
    revision: manifest.revision,
    files: placed.map(({ path, secret: hasSecret }, index) => ({
      path,
      sha256: made[index]?.sha256 ?? null,
      changed: written.has(path),
      secret: hasSecret,
    })),
    ...((replaced.revision !== null || replaced.files.length > 0) && { replaced }),
    ...(unknown.length > 0 && { unknown: [...unknown] }),
    merged: merged ? mergedOf(merged, written) : null,
  };
}

/** Loaded only where it is asked for: nothing else of a fetch reads the account. */
async function secretOf({ userPoolId, nativeClientId }: LinkIds): Promise<string | null> {
  const { readClientSecret } = await import('../aws/account/client-secret.ts');
  return readClientSecret(userPoolId, nativeClientId);
}

/** What is gone with the files that stood there: see `replacedConfig`. */
function lostWith(files: readonly Replaced[]): NonNullable<Fetched['replaced']>['files'] {
  return files.flatMap(({ placed: { path, text }, before }) => {
    const lost = replacedConfig(path, before, text);
    return lost === null ? [] : [{ path, pools: [...lost.pools], keys: [...lost.keys] }];
  });
}

function mergedOf(
  { file, taken, kept, own, changes }: Merged,
  written: ReadonlySet<string>,
): Fetched['merged'] {
  return {
    path: file.path,
    changed: written.has(file.path),
    taken: [...taken],
    kept: [...kept],
    own: [...own],
    changes: changes.map(({ shipped, ours, ...change }) => ({
      ...change,
      ...(shipped !== undefined && { before: shipped }),
      ...(ours !== undefined && { now: ours }),
    })),
  };
}

/** `--out` may be the folder of another library than the format is for. */
function placeNotes({ path, text }: PlacedFile): readonly string[] {
  const file = shippedFileOf(path, text);
  const faults = file === null ? [] : misplaced(resolve(path), file.format);
  return faults.map(({ meaning }) => `${path}: ${meaning}`);
}

async function readOutputs(
  { files }: Manifest,
  read: (file: PublishedFile) => Promise<string>,
): Promise<string> {
  const outputs = files.find(({ path }) => path === outputsPath);
  return outputs ? read(outputs) : '';
}

/** What was asked for and is not there must not look as if it were fetched. */
function requireFormats(
  link: LinkName,
  formats: readonly Format[],
  { revision, files }: Manifest,
): void {
  const without = formatsWithout(files, formats);
  if (without.length === 0) return;
  throw new NotPublished(
    `Revision ${revision} of ${linkLabel(link)} holds nothing of the format ${without.join(', ')}: it holds ${files.map(({ path }) => path).join(', ')}.`,
    'Ask for another format, or import again with a version that publishes this one.',
  );
}
