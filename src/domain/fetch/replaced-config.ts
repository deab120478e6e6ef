import { differences, type Difference } from '../compare/differences.ts';
import type { ConfigFormat } from '../compare/file-kind.ts';
import { rowOf } from '../compare/meaning.ts';
import { shippedFileOf } from '../compare/shipped-file.ts';

/** What a config file said that the one in its place says no more. */
export type ReplacedConfig = {
  /** User pools and identity pools that it named, and the new one does not. */
  readonly pools: readonly string[];
  /** Sections that the new one has not, and keys that no file of ours ever says: `data`. */
  readonly keys: readonly string[];
};

/**
 * What goes with a config file that another one takes the place of. `null`: nothing of weight, as where it is
 * one of ours from before, or is read by no library.
 */
export function replacedConfig(path: string, before: string, now: string): ReplacedConfig | null {
  const [shipped, ours] = [before, now].map((text) => shippedFileOf(path, text));
  if (!shipped || !ours || shipped.format !== ours.format) return null;
  const lost = differences(shipped.format, shipped.value, ours.value);
  const pools = lost.flatMap((difference) => poolIn(difference));
  const keys = lost.filter((one) => isSomebodysOwn(one, shipped.format)).map(({ key }) => key);
  return pools.length + keys.length === 0 ? null : { pools: [...new Set(pools)], keys };
}

/** As each library calls the id of a user pool and of an identity pool. */
const poolKey = /(^|[._])(user_pools?_id|identity_pool_id|PoolId)$/;

function poolIn({ key, change, shipped }: Difference): readonly string[] {
  return poolKey.test(key) && change !== 'added' && typeof shipped === 'string' ? [shipped] : [];
}

function isSomebodysOwn({ key, change, effect }: Difference, format: ConfigFormat): boolean {
  if (change !== 'removed' || effect === 'none' || poolKey.test(key)) return false;
  const path = key.split('.');
  const row = rowOf(format, path);
  return path.length === 1 || row === null || row.ours === false;
}
