import { StoreFault } from '../../contract/faults.ts';
import { AccessDenied, LinkRemoved, NotPublished } from '../../contract/user-errors.ts';
import type { LinkName } from '../../contract/link.ts';
import {
  configFolder,
  isTombstone,
  manifestKey,
  type Manifest,
  type PublishedFile,
} from '../../contract/manifest.ts';
import { byteLength, sha256 } from '../../domain/canonical.ts';
import { isSafePath } from '../../domain/fetch/safe-path.ts';
import type { ConfigStore } from '../ports.ts';
import { readManifest } from './read-manifest.ts';

/** What reading asks of a store. */
export type ReadableStore = Pick<ConfigStore, 'address' | 'read' | 'list'>;

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
      'Check app, environment and store, or import it first.',
    );
  }
  const { manifest } = stands;
  if (manifest.app !== link.app || manifest.env !== link.env) {
    throw new StoreFault(`The manifest at ${place} is of ${manifest.app}/${manifest.env}.`);
  }
  if (isTombstone(manifest)) throw new LinkRemoved(name, manifest.revision);
  const paths = manifest.files.map(({ path }) => path);
  const unsafe = [manifest.folder, ...paths].find((path) => !isSafePath(path));
  if (unsafe !== undefined) {
    throw new StoreFault(`The manifest at ${place} names a path that leads elsewhere: ${unsafe}`);
  }
  const clash = paths.find((path, at) =>
    paths.some((other, position) => position !== at && leadsBelow(other, path)),
  );
  if (clash === undefined) return manifest;
  throw new StoreFault(`The manifest at ${place} names a path twice: ${clash}`);
}

/** Whether a path is another one or lies below it, on a system that does not tell the case of names as well. */
function leadsBelow(path: string, other: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${other}/`.toLowerCase());
}

/**
 * Reads a file of a revision, and holds it to what the manifest says of it.
 *
 * @throws StoreFault when it is missing or differs
 */
export async function readPublishedFile(
  link: LinkName,
  { folder }: Manifest,
  { path, bytes, sha256: hash }: PublishedFile,
  store: ReadableStore,
): Promise<string> {
  const key = `${configFolder(link)}/${folder}/${path}`;
  const stored = await store.read(key);
  if (!stored) throw new StoreFault(`${store.address(key)} is missing, and its manifest names it.`);
  if (byteLength(stored.text) === bytes && sha256(stored.text) === hash) return stored.text;
  throw new StoreFault(`${store.address(key)} is not what its manifest says: sha256 ${hash}.`);
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
