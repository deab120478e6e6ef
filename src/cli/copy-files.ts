import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ConfigStore } from '../procedures/config/port.ts';
import { configFolder } from '../contract/manifest.ts';
import type { Result } from '../contract/result.ts';
import { deliveryOf } from '../domain/roles/deliveries.ts';
import { emittedFolder } from '../domain/roles/emitted-files.ts';
import { pathBelow, placeFiles, type PlacedFile } from './place-files.ts';

/**
 * Copies this run's current files to a folder, named as a frontend expects them, and its policies. A
 * policy of the link that it emits no more goes away there: whoever applies the folder would go on
 * granting it.
 *
 * @throws StoreFault when a link in the folder leads out of it
 */
export async function copyFiles(
  { published, emitted: told = [], plan }: Result,
  store: Pick<ConfigStore, 'read' | 'list'>,
  folder: string,
): Promise<void> {
  const emitted = await emittedKeys(told, store);
  const files = [
    ...(published?.files ?? []).map(({ key }) => ({ key, name: pathIn(key) })),
    ...emitted.map((key) => ({ key, name: key.slice(key.indexOf(`/${emittedFolder}/`) + 1) })),
  ];
  await mkdir(folder, { recursive: true });
  const placed = await Promise.all(
    files.map(async ({ key, name }): Promise<readonly PlacedFile[]> => {
      const stored = await store.read(key);
      return stored
        ? [{ path: await pathBelow(folder, name), text: stored.text, secret: false }]
        : [];
    }),
  );
  await placeFiles(placed.flat());
  if (plan) await removeStale(folder, emitted, plan);
}

/** All policies that the run has emitted: a result may have no room for the names of all of them. */
async function emittedKeys(
  told: NonNullable<Result['emitted']>,
  store: Pick<ConfigStore, 'list'>,
): Promise<readonly string[]> {
  const [first] = told;
  return first ? store.list(`${dirname(first.key)}/`) : [];
}

/** Only what bears the name of a policy of this link, and only after a plan that emits policies. */
async function removeStale(
  outFolder: string,
  emitted: readonly string[],
  plan: NonNullable<Result['plan']>,
): Promise<void> {
  const { folder: policyFolder } = deliveryOf(plan);
  if (policyFolder === null) return;
  const folder = join(outFolder, policyFolder);
  if (!existsSync(folder)) return;
  const kept = emitted.map((key) => basename(key));
  const ours = plan.roles.map(({ policyName }) => `.${policyName}.json`);
  const stale = (await readdir(folder)).filter(
    (name) => ours.some((ending) => name.endsWith(ending)) && !kept.includes(name),
  );
  const paths = await Promise.all(
    stale.map((name) => pathBelow(outFolder, join(policyFolder, name))),
  );
  await Promise.all(paths.map((path) => rm(path)));
}

/** `config/storefront/prod/aws-exports.js` is `aws-exports.js` to a frontend. */
function pathIn(key: string): string {
  const [, app = '', env = ''] = key.split('/');
  return key.slice(configFolder({ app, env }).length + 1);
}
