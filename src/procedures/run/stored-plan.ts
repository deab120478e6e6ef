import { StateDataFault } from '../../contract/errors/faults.ts';
import type { Slice } from '../../contract/slices.ts';
import { sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../config/port.ts';

/** Where a plan lies, and the hash by which its readers know that it is the one that was made. */
export type StoredPlan = { readonly key: string; readonly sha256: string };

/** Where the plan of this run lies. @throws StateDataFault when none was made */
export function storedPlanOf({ key, sha256: hash }: Slice<'plan'>): StoredPlan {
  if (key === null || hash === null) throw new StateDataFault('No plan was made in this run.');
  return { key, sha256: hash };
}

/** The text at a key, if it is the very one that was stored there; `null`: it is gone or another one. */
export async function storedText(
  { key, sha256: hash }: StoredPlan,
  store: Pick<ConfigStore, 'read'>,
): Promise<string | null> {
  const stored = await store.read(key);
  return stored && sha256(stored.text) === hash ? stored.text : null;
}
