import type { AllowList } from '../../../contract/allow.ts';
import { opensObjects } from '../../../contract/push/site.ts';
import { isUseAllowed } from '../../allowance.ts';
import { siteArn, type SitePlace } from './place.ts';

/** Whether our files may lie in a bucket: `tag` and `abac` say what is missing. */
export type Openness = 'open' | 'tag' | 'abac';

/** What a bucket says of it. */
export type SiteWord = {
  readonly region: string;
  /** Value of the tag `amplify-import-site`. */
  readonly tag: string | null;
  /** Whether IAM knows the tags of the bucket (S3 user guide, "Enabling ABAC in general purpose buckets"). */
  readonly abac: boolean;
};

/**
 * Whether the owner of a bucket has opened it for a site of an app, or that of the stack each object of
 * ours. Without a list, in process, the caller's own rights decide.
 */
export function siteOpenness(
  allowList: AllowList | null,
  app: string,
  place: SitePlace,
  names: readonly string[],
  { region, tag, abac }: SiteWord,
): Openness {
  if (allowList === null) return 'open';
  const patterns = Object.hasOwn(allowList, app) ? (allowList[app] ?? []) : [];
  const listed = { [app]: patterns.filter(opensObjects) };
  const isListed = names.every((name) =>
    isUseAllowed(listed, app, siteArn(place, region, name), null),
  );
  if (isListed) return 'open';
  if (!isUseAllowed({}, app, siteArn(place, region), tag)) return 'tag';
  return abac ? 'open' : 'abac';
}
