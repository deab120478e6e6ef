import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../src/contract/result.ts';
import type { AwsWorld } from './aws-world.ts';
import { goldenAccount, goldenJson } from './golden-account.ts';
import { runOnce, storedTexts } from './import-runs.ts';
import { seedBucket } from './sample-account.ts';

/** The link of every replayed import. */
export const goldenLink = { app: 'golden', env: 'dev' };

/** What a case grants beyond its request, which does not tell the incumbent's storage category. */
const everything = ['create', 'read', 'update', 'delete'];
const storage: Readonly<
  Record<string, { bucket: string; authenticated: string[]; guest?: string[] }>
> = {
  'ip-basic-guest.storage-auth': { bucket: 'peermedia31de1-dev', authenticated: everything },
  'ip-basic-guest.storage-guest': {
    bucket: 'peermediadea26-dev',
    authenticated: everything,
    guest: ['create', 'read', 'update'],
  },
};

/** Recorded imports that the incumbent went through with, so that there are files of it. */
export const goldenCases: readonly string[] = readdirSync('test/golden').filter((name) =>
  existsSync(join('test/golden', name, 'expected/javascript')),
);

/** Our import of a recorded case, in the account as AWS answered the incumbent. */
export async function importGolden(
  name: string,
): Promise<{ world: AwsWorld; result: Result; files: Record<string, string> }> {
  const world = goldenAccount(name);
  const granted = storage[name];
  if (granted) seedBucket(world, granted.bucket, { region: 'us-east-1' });
  const { version: _version, ...ids } = goldenJson(name, 'request.json') as { version: number };
  const grants = granted ? { storage: [granted] } : {};
  const result = await runOnce({ ...goldenLink, ...ids, grants });
  return {
    world,
    result,
    files: storedTexts(world, `config/${goldenLink.app}/${goldenLink.env}/`),
  };
}

/** The current copy of a published file. */
export function publishedFile(files: Readonly<Record<string, string>>, path: string): string {
  return files[`config/${goldenLink.app}/${goldenLink.env}/${path}`] ?? '';
}
