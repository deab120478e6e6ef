import { TargetContested } from '../../../contract/errors/push-errors.ts';
import { siteManifestName } from '../../../contract/push/site.ts';
import type { PlannedKey } from '../../../contract/push/target.ts';
import { writableKeys, writtenKeys } from '../../../domain/targets/merge-keys.ts';
import { differs } from '../../../domain/targets/plan-key.ts';
import { placeOfSite } from '../../../domain/targets/site/place.ts';
import type { SiteFacts } from '../../../domain/targets/site/rules.ts';
import type { Services } from '../../ports.ts';
import type { HeldPush, TargetSteps } from '../target-steps.ts';
import type { SiteObject, SiteText } from './port.ts';
import { standingObject } from './standing-object.ts';
import { siteTexts } from './texts.ts';

/** A write of which somebody else was faster is begun anew so often. */
const attempts = 3;

/** One object of a site, and what becomes of it. */
type Copy = {
  readonly bucket: string;
  readonly objectKey: string;
  readonly key: PlannedKey;
  /** `null`: it is deleted. */
  readonly wanted: SiteText | null;
};

/**
 * Brings the files of a site to what the plan says: looks at all of them, then writes those that differ, each
 * over the very version that was seen, the manifest last. What somebody else has put there is never replaced.
 */
export const writeSite: TargetSteps<SiteFacts>['write'] = async (
  { target, keys },
  push,
  services,
) => {
  const copies = await copiesOf(target, keys, push, services);
  const stand = await Promise.all(
    copies.map(({ bucket, objectKey }) => standingObject(bucket, objectKey, services)),
  );
  const foreign = copies.find((copy, at) => isForeign(copy, stand[at] ?? null));
  if (foreign) {
    const error = foreign.key.seen === null ? 'SITE_OBJECT_TAKEN' : 'TARGET_CHANGED';
    return { status: 'left', wrote: false, after: {}, error };
  }
  for (const [at, copy] of copies.entries()) {
    await settle(copy, stand[at] ?? null, target, push, services);
  }
  // A try whose answer was lost may have written all of it: since the plan, the site has changed.
  return { status: 'pushed', wrote: true, after: writtenKeys(keys), error: null };
};

/** Whoever reads the manifest finds what it names. */
async function copiesOf(
  target: string,
  keys: Readonly<Record<string, PlannedKey>>,
  { link }: HeldPush,
  { configStore }: Pick<Services, 'configStore'>,
): Promise<readonly Copy[]> {
  const { bucket, prefix } = placeOfSite(target);
  // What stood there before us, the very same, is left as it is.
  const planned = Object.entries(writableKeys(keys)).filter(
    ([, key]) => key.after !== null || differs('site', key),
  );
  const hashes = planned.flatMap(([name, { after }]) => (after === null ? [] : [[name, after]]));
  const texts =
    hashes.length === 0
      ? new Map<string, SiteText>()
      : await siteTexts(link, Object.fromEntries(hashes) as Record<string, string>, configStore);
  const copies = planned.map(([name, key]) => ({
    bucket,
    objectKey: `${prefix}${name}`,
    key,
    wanted: texts.get(name) ?? null,
  }));
  const isManifest = ({ objectKey }: Copy) => objectKey.endsWith(siteManifestName);
  return [...copies.filter((copy) => !isManifest(copy)), ...copies.filter(isManifest)];
}

/** Neither what is wanted nor anything that we wrote; what is given back is nobody's to replace either. */
function isForeign({ key }: Copy, stands: SiteObject | null): boolean {
  if (stands === null || stands.sha256 === key.after) return false;
  return key.after !== null && !key.earlier.includes(stands.sha256);
}

/** @throws TargetContested when somebody else is there after all, or is faster again and again */
async function settle(
  copy: Copy,
  seen: SiteObject | null,
  target: string,
  { checkFence }: HeldPush,
  services: Pick<Services, 'sites'>,
): Promise<void> {
  const { bucket, objectKey, key, wanted } = copy;
  let stands = seen;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (isForeign(copy, stands)) throw new TargetContested(target);
    if (stands?.sha256 === key.after) return;
    if (wanted === null && (stands === null || !key.earlier.includes(stands.sha256))) return;
    await checkFence();
    const done =
      wanted === null
        ? await services.sites.remove(bucket, objectKey, stands?.etag ?? '')
        : await services.sites.put(bucket, objectKey, wanted, stands?.etag ?? null);
    if (done) return;
    stands = await standingObject(bucket, objectKey, services);
  }
  throw new TargetContested(target);
}
