import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConfigStore } from '../aws/ports.ts';
import { configFolder } from '../contract/manifest.ts';
import type { Result } from '../contract/result.ts';
import { emittedFolder } from '../domain/policies/emitted-roles.ts';

/** Copies this run's current files to a folder, named as a frontend expects them, and its policies. */
export async function copyFiles(
  { published, emitted = [] }: Result,
  store: Pick<ConfigStore, 'read'>,
  folder: string,
): Promise<void> {
  const files = [
    ...(published?.files ?? []).map(({ key }) => ({ key, name: pathIn(key) })),
    ...emitted.map(({ key }) => ({ key, name: key.slice(key.indexOf(`/${emittedFolder}/`) + 1) })),
  ];
  for (const { key, name } of files) {
    const stored = await store.read(key);
    if (!stored) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, stored.text);
  }
}

/** `config/storefront/prod/aws-exports.js` is `aws-exports.js` to a frontend. */
function pathIn(key: string): string {
  const [, app = '', env = ''] = key.split('/');
  return key.slice(configFolder({ app, env }).length + 1);
}
