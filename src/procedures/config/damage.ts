import { configFolder, isTombstone, type StoredManifest } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import type { ConfigStore } from './port.ts';

/**
 * A plan with what is damaged of the revision that stands: no fetch goes by a manifest whose files are not
 * as it says. Only a plan that wants this very revision can mend it, so that no other reads them.
 */
export async function withDamage(
  plan: Plan,
  stands: StoredManifest | null,
  store: Pick<ConfigStore, 'read'>,
): Promise<Plan> {
  const isWanted = plan.manifest === null && countErrors(plan.findings) === 0;
  if (!isWanted || stands === null || isTombstone(stands)) return plan;
  const files = await Promise.all(
    plan.files.map(async (file) => {
      const place = `${stands.folder}/${file.path}`;
      const stored = await store.read(`${configFolder(plan)}/${place}`);
      return stored?.text === file.content ? file : { ...file, repair: true, damaged: place };
    }),
  );
  return { ...plan, files };
}
