import { parseTargetId, targetIdOf } from '../../../contract/push/target.ts';
import { partitionOf } from '../../ids.ts';

/** Where the files of a site lie; the prefix is empty or ends with a slash. */
export type SitePlace = { readonly bucket: string; readonly prefix: string };

/** A place as a request names it: `config`, `/config` and `config/` are one. */
export function sitePlace({ bucket, prefix }: SitePlace): SitePlace {
  const folder = prefix.replaceAll(/^\/+|(?<!\/)\/+$/g, '');
  return { bucket, prefix: folder === '' ? '' : `${folder}/` };
}

export function siteIdOf(place: SitePlace): string {
  return targetIdOf({ kind: 'site', ...place });
}

/** The place in the id of a target. @throws RangeError when it is that of no site */
export function placeOfSite(id: string): SitePlace {
  const parsed = parseTargetId(id);
  if (parsed.kind === 'site') return { bucket: parsed.bucket, prefix: parsed.prefix };
  throw new RangeError(`"${id}" is no site.`);
}

/** The ARN of an object of ours, or of the bucket itself. */
export function siteArn({ bucket, prefix }: SitePlace, region: string, name?: string): string {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  return name === undefined ? arn : `${arn}/${prefix}${name}`;
}
