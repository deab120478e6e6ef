import { StoreFault } from '../../contract/errors/faults.ts';
import { shellWord } from '../../contract/findings/shell-word.ts';
import { elsewhereOf, storeAt } from '../../contract/store-words.ts';
import { AccessDenied } from '../../contract/errors/caller-errors.ts';
import { LinkRemoved, NotPublished } from '../../contract/errors/fetch-errors.ts';
import type { LinkName } from '../../contract/link.ts';
import {
  configFolder,
  isTombstone,
  manifestKey,
  type Manifest,
  type PublishedFile,
} from '../../contract/manifest.ts';
import { byteLength, sha256 } from '../../domain/canonical.ts';
import { manifestFault } from '../../domain/config/manifest-fault.ts';
import type { ConfigStore } from './port.ts';
import { readManifest } from './read-manifest.ts';

/** What reading asks of a store. */
export type ReadableStore = Pick<ConfigStore, 'address' | 'read' | 'list' | 'folders'>;

/**
 * Reads what is published of a link. The manifest is the commit: what it does not name is not published.
 *
 * @throws NotPublished, also when a missing right hides whether there is anything; LinkRemoved;
 * AccessDenied when something is there that may not be read; StoreFault when it is not ours
 */
export async function readPublished(link: LinkName, store: ReadableStore): Promise<Manifest> {
  const stands = await readableManifest(link, store);
  const name = `${link.app}/${link.env}`;
  const place = store.address(configFolder(link));
  if (!stands) {
    throw new NotPublished(
      `Nothing of ${name} is published at ${place}.`,
      `Check app and environment, look elsewhere (${elsewhereOf(storeAt(place, configFolder(link)))}), or import it first.`,
    );
  }
  const { manifest } = stands;
  const fault = manifestFault(link, manifest);
  if (fault !== null) {
    throw new StoreFault(`The manifest at ${place} ${fault}. ${mendedByImport(link, store)}`);
  }
  if (isTombstone(manifest)) throw new LinkRemoved(name, manifest.revision);
  return manifest;
}

/**
 * Reads a file of a revision, and holds it to what the manifest says of it.
 *
 * @throws StoreFault when it is missing or differs, with the command that puts it right
 */
export async function readPublishedFile(
  link: LinkName,
  { folder }: Manifest,
  { path, bytes, sha256: hash }: PublishedFile,
  store: ReadableStore,
): Promise<string> {
  const key = `${configFolder(link)}/${folder}/${path}`;
  const stored = await store.read(key);
  if (stored && byteLength(stored.text) === bytes && sha256(stored.text) === hash) {
    return stored.text;
  }
  const how = stored
    ? `is not what its manifest says: ${differenceOf(stored.text, { bytes, hash })}`
    : 'is missing, and its manifest names it';
  throw new StoreFault(`${store.address(key)} ${how}. ${mendedByImport(link, store)}`);
}

function differenceOf(text: string, said: { readonly bytes: number; readonly hash: string }) {
  const bytes = byteLength(text);
  if (bytes === 0) return 'it is empty';
  return bytes === said.bytes
    ? `its sha256 is ${sha256(text)}, not ${said.hash}`
    : `it has ${bytes} bytes, not ${said.bytes}`;
}

/** An import that has nothing else to do holds what is published to its manifest (`damage.ts`). */
function mendedByImport(link: LinkName, store: ReadableStore): string {
  const { app, env } = link;
  const folder = configFolder(link);
  const where = shellWord(storeAt(store.address(folder), folder));
  return `Import it again, which puts it right:\namplify-import run --app ${app} --env ${env} --store ${where}`;
}

/** The manifest, or `null`: there is none for certain. */
async function readableManifest(link: LinkName, store: ReadableStore) {
  try {
    return await readManifest(link, store);
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    return absentOrHidden(link, store, error);
  }
}

/**
 * Who may not list is denied what is missing as well (S3 API reference, GetObject), so that a denial says
 * nothing until a list does.
 */
async function absentOrHidden(
  link: LinkName,
  store: ReadableStore,
  denied: AccessDenied,
): Promise<null> {
  const key = manifestKey(link);
  try {
    const keys = await store.list(key);
    if (!keys.includes(key)) return null;
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    const place = store.address(configFolder(link));
    throw new NotPublished(
      `Nothing of ${link.app}/${link.env} that you may see is published at ${place}.`,
      `Check app and environment, and your rights: to S3 a missing right looks the same. Reading needs s3:GetObject on ${place}/* and s3:ListBucket there, as the policy AmplifyImportReader gives them.`,
      { cause: denied },
    );
  }
  throw denied;
}
