import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ConfigStore } from '../procedures/ports.ts';
import { configFolder } from '../contract/manifest.ts';
import type { Result } from '../contract/result.ts';
import { deliveryOf } from '../domain/roles/deliveries.ts';
import { emittedFolder } from '../domain/roles/emitted-files.ts';

/**
 * Copies this run's current files to a folder, named as a frontend expects them, and its policies. A
 * policy of the link that it emits no more goes away there: whoever applies the folder would go on
 * granting it.
 */
export async function copyFiles(
  { published, emitted = [], plan }: Result,
  store: Pick<ConfigStore, 'read'>,
  folder: string,
): Promise<void> {
  const files = [
    ...(published?.files ?? []).map(({ key }) => ({ key, name: pathIn(key) })),
    ...emitted.map(({ key }) => ({ key, name: key.slice(key.indexOf(`/${emittedFolder}/`) + 1) })),
  ];
  if (plan) await removeStale(folder, emitted, plan);
  for (const { key, name } of files) {
    const stored = await store.read(key);
    if (!stored) continue;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, stored.text);
  }
}

/** Only what bears the name of a policy of this link, and only after a plan that emits policies. */
async function removeStale(
  outFolder: string,
  emitted: NonNullable<Result['emitted']>,
  plan: NonNullable<Result['plan']>,
): Promise<void> {
  const { folder: policyFolder } = deliveryOf(plan);
  if (policyFolder === null) return;
  const folder = join(outFolder, policyFolder);
  if (!existsSync(folder)) return;
  const kept = emitted.map(({ key }) => basename(key));
  const ours = plan.roles.map(({ policyName }) => `.${policyName}.json`);
  const stale = (await readdir(folder)).filter(
    (name) => ours.some((ending) => name.endsWith(ending)) && !kept.includes(name),
  );
  await Promise.all(stale.map((name) => rm(join(folder, name))));
}

/** `config/storefront/prod/aws-exports.js` is `aws-exports.js` to a frontend. */
function pathIn(key: string): string {
  const [, app = '', env = ''] = key.split('/');
  return key.slice(configFolder({ app, env }).length + 1);
}
