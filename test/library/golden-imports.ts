import { readdirSync } from 'node:fs';

import { goldenAccount, goldenJson } from '../support/aws-world/golden-account.ts';
import { runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';
import { webFiles, type WebFiles } from './parsed-files.ts';

const link = { app: 'golden', env: 'dev' };
const bucket = 'peermediadea26-dev';

/** Every published text by its path; those of a web app are surely there. */
export type PublishedFiles = WebFiles & Readonly<Record<string, string>>;

/** The current files of a link, as they lie in the bucket. */
export function publishedFiles(
  stored: Readonly<Record<string, string>>,
  { app, env }: { readonly app: string; readonly env: string },
): PublishedFiles {
  const files = Object.entries(stored).map(([key, content]) => ({
    path: key.replace(`config/${app}/${env}/`, ''),
    content,
  }));
  return {
    ...Object.fromEntries(files.map(({ path, content }) => [path, content])),
    ...webFiles(files),
  };
}

/** Runs a recorded import over the answers that AWS gave, and gives the files that it publishes. */
async function importGolden(name: string): Promise<PublishedFiles> {
  const world = goldenAccount(name);
  seedBucket(world, bucket, { region: 'us-east-1' });
  const { version: _version, ...ids } = goldenJson(name, 'request.json') as { version: number };
  const all = ['create', 'read', 'update', 'delete'];
  const guest = name.endsWith('storage-guest') ? all.slice(0, 3) : [];
  const storage = name.includes('.storage') ? [{ bucket, authenticated: all, guest }] : [];

  const { status, findings } = await runOnce({ ...link, ...ids, grants: { storage } });
  if (status !== 'published') throw new Error(`${name}: ${status}, ${JSON.stringify(findings)}`);
  return publishedFiles(storedTexts(world), link);
}

/** Every recorded import that succeeded, by its name. */
export const goldenImports: readonly (readonly [
  name: string,
  importIt: () => Promise<PublishedFiles>,
])[] = readdirSync('test/golden')
  .filter((name) => !name.startsWith('bad-'))
  .map((name) => [name, () => importGolden(name)] as const);
