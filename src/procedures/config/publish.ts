import { StoreFault } from '../../contract/errors/faults.ts';
import { PlanChanged } from '../../contract/errors/run-errors.ts';
import { configFolder, manifestKey, manifestSchema } from '../../contract/manifest.ts';
import type { Plan, PlannedFile } from '../../contract/plan.ts';
import type { Slice } from '../../contract/slices.ts';
import { currentKey } from '../../domain/config/config-plan.ts';
import type { HeldRun } from '../run/held-run.ts';
import { checkFence } from '../link/link-updates.ts';
import type { ConfigStore, ObjectMetadata } from './port.ts';
import type { Services } from '../ports.ts';

const immutable = 'public, max-age=31536000, immutable';
const fresh = 'no-cache';

/**
 * Publishes a plan's files: the revision's immutable ones, then the manifest, which is the commit,
 * then the current copies that differ, and what is damaged of a revision that stays. Before each of the three
 * the fence is checked.
 *
 * @throws LeaseLost, PlanChanged when another manifest was committed since the plan was made
 */
export async function publishPlan(
  plan: Plan,
  { link, run, fence }: HeldRun,
  { configStore, linkStore }: Pick<Services, 'configStore' | 'linkStore'>,
): Promise<Slice<'published'>> {
  const mayWrite = () => checkFence(linkStore, link, run.executionId, fence);
  if (plan.manifest !== null) {
    await mayWrite();
    await writeRevision(plan, plan.manifest, configStore);
    await mayWrite();
    await commit(plan, plan.manifest, configStore);
  }
  const stale = plan.files.filter(({ changed, repair }) => changed || repair);
  if (stale.length > 0) await mayWrite();
  const damaged = plan.files.flatMap((file) =>
    file.damaged ? [[file.damaged, file] as const] : [],
  );
  await settleAll([
    ...damaged.map(([path, file]) =>
      writeFile(currentKey(link, path), file, immutable, configStore),
    ),
    ...stale.map((file) => writeFile(currentKey(link, file.path), file, fresh, configStore)),
  ]);
  return {
    revision: plan.revision ?? 0,
    committed: plan.manifest !== null,
    filesWritten: stale.length,
  };
}

/** Waits for every write, then throws the first error, so that nothing runs on beside what follows. */
async function settleAll(writes: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(writes);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function writeRevision(plan: Plan, manifestText: string, store: ConfigStore): Promise<void> {
  const { folder } = manifestSchema().parse(JSON.parse(manifestText));
  const base = `${configFolder(plan)}/${folder}`;
  await settleAll(
    plan.files.map((file) => writeFile(`${base}/${file.path}`, file, immutable, store)),
  );
}

/** A lost answer makes a retry find our own bytes: that is a success. */
async function commit(plan: Plan, text: string, store: ConfigStore): Promise<void> {
  const key = manifestKey(plan);
  const metadata: ObjectMetadata = { contentType: 'application/json', cacheControl: fresh };
  const condition =
    plan.manifestEtag === null ? { absent: true as const } : { etag: plan.manifestEtag };
  if (await store.write(key, text, metadata, condition)) return;
  const stands = await store.read(key);
  if (stands?.text === text) return;
  throw new PlanChanged(
    `Since the plan was made, another revision was published at ${store.address(key)}.`,
  );
}

async function writeFile(
  key: string,
  { content, contentType }: PlannedFile,
  cacheControl: string,
  store: ConfigStore,
): Promise<void> {
  const charset = contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType;
  const written = await store.write(key, content, { contentType: charset, cacheControl });
  if (!written) throw new StoreFault(`${store.address(key)} was not written.`);
}
