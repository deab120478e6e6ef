import pLimit, { type LimitFunction } from 'p-limit';
import type { LinkName } from '../../contract/link.ts';
import type { History } from '../../contract/links/history.ts';
import { configFolder, isTombstone, type StoredManifest } from '../../contract/manifest.ts';
import { revisionOf, type StoredRevision } from '../../domain/links/revision-differences.ts';
import { revisionPolicies } from '../../domain/links/revision-policies.ts';
import {
  filesByPath,
  foldersOfRevision,
  latestRevisions,
  type RevisionFiles,
} from '../../domain/links/revisions.ts';
import { timeOfRun } from '../../domain/links/run-reports.ts';
import type { ConfigStore } from '../config/port.ts';
import { knownRevisions, requireRevision, type HistoryReading } from './known-revisions.ts';
import { readsAtOnce } from './read-links.ts';
import { committedFolder, planOfRun, runOfRevision } from './revision-maker.ts';

/** The latest revisions, so many of them, or a single one. */
export type AskedRevisions = { readonly latest: number } | { readonly revision: number };

/**
 * Revisions of a link with what each has changed, from their files in the store; `null`: nothing is known of
 * the link.
 *
 * @throws InvalidRequest for a revision that there is not
 */
export async function readHistory(
  link: LinkName,
  asked: AskedRevisions,
  services: HistoryReading,
): Promise<History | null> {
  const known = await knownRevisions(link, services);
  if (known === null) return null;
  if ('revision' in asked) requireRevision(link, asked.revision, known);
  const { told, more } =
    'latest' in asked
      ? latestRevisions(known.last, asked.latest)
      : { told: [asked.revision], more: 0 };
  const needed = [...new Set(told.flatMap((one) => [one, one - 1]))].filter((one) => one > 0);
  const stored = await readRevisions(link, needed, known.manifest, services.configStore);
  const revisions = stored.filter(({ revision }) => told.includes(revision));
  return {
    revisions: revisions.map((one) =>
      revisionOf(one, stored.find(({ revision }) => revision === one.revision - 1) ?? null),
    ),
    more,
  };
}

async function readRevisions(
  link: LinkName,
  revisions: readonly number[],
  manifest: StoredManifest | null,
  store: ConfigStore,
): Promise<readonly StoredRevision[]> {
  const folders = await store.folders(`${configFolder(link)}/revisions/`);
  const limit = pLimit(readsAtOnce);
  return Promise.all(
    revisions.map(async (revision): Promise<StoredRevision> => {
      const run = await limit(() => runOfRevision(link, revision, store));
      const folder = await limit(() => folderOf(link, revision, run, folders, manifest, store));
      const files = folder === null ? null : await readFiles(link, folder, limit, store);
      const plan = run === null ? null : await limit(() => planOfRun(link, run, store));
      const policies = plan && revisionPolicies(plan);
      return { revision, run, at: run === null ? null : timeOfRun(run), files, policies };
    }),
  );
}

/** Where the files of a revision lie: what was committed is known of the one that stands, and by its maker. */
async function folderOf(
  link: LinkName,
  revision: number,
  run: string | null,
  folders: readonly string[],
  manifest: StoredManifest | null,
  store: ConfigStore,
): Promise<string | null> {
  if (manifest && !isTombstone(manifest) && manifest.revision === revision) return manifest.folder;
  const [only = null, ...others] = foldersOfRevision(folders, revision);
  if (others.length === 0) return only && `revisions/${only}`;
  return run === null ? null : committedFolder(link, run, store);
}

async function readFiles(
  link: LinkName,
  folder: string,
  limit: LimitFunction,
  store: ConfigStore,
): Promise<RevisionFiles | null> {
  const base = `${configFolder(link)}/${folder}/`;
  const keys = await limit(() => store.list(base));
  const files = await Promise.all(
    keys.map((key) =>
      limit(async () => {
        const stored = await store.read(key);
        return stored ? [[key.slice(base.length), stored.text] as const] : [];
      }),
    ),
  );
  return files.length === 0 ? null : filesByPath(files.flat());
}
