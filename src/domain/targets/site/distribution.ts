import { dnsSuffixOf, partitionOf } from '../../ids.ts';
import { sha256, canonicalJson } from '../../canonical.ts';
import type { SitePlace } from './place.ts';

/** A distribution as far as a site goes; what its origins keep secret never leaves the adapter. */
export type SeenDistribution = {
  readonly arn: string;
  /** Value of the tag by which its owner allows invalidations; `null`: it has none. */
  readonly tag: string | null;
  readonly origins: readonly {
    readonly domain: string;
    /** What CloudFront puts before each path: `/web`, or nothing. */
    readonly path: string;
  }[];
};

/** Where CloudFront can be called (AWS General Reference, "Amazon CloudFront endpoints"). */
const partitionsWithCloudFront: readonly string[] = ['aws', 'aws-cn'];

export function hasCloudFront(region: string): boolean {
  return partitionsWithCloudFront.includes(partitionOf(region));
}

/**
 * Below which path a distribution serves the files of a site: the prefix less the origin's own path. `null`:
 * no origin leads there.
 */
export function viewerFolder(
  { origins }: SeenDistribution,
  { bucket, prefix }: SitePlace,
  region: string,
): string | null {
  const isBucket = domainsOf(bucket, region);
  const key = `/${prefix}`;
  const origin = origins.find(({ domain, path }) => isBucket(domain) && key.startsWith(`${path}/`));
  return origin ? key.slice(origin.path.length) : null;
}

/** The names of a bucket's endpoints: global, of its region, of both IP versions, of its website. */
function domainsOf(bucket: string, region: string): (domain: string) => boolean {
  const suffix = dnsSuffixOf(region);
  const ends = [
    '',
    `.${region}`,
    `-${region}`,
    `.dualstack.${region}`,
    `-website.${region}`,
    `-website-${region}`,
  ];
  const domains = new Set(ends.map((end) => `${bucket}.s3${end}.${suffix}`));
  return (domain) => domains.has(domain.toLowerCase());
}

/** An object of a site as it stands; `null`: there is none. */
type StandingObject = { readonly etag: string; readonly modified: string } | null;

/** What is invalidated, and the reference by which CloudFront knows a request that it has had already. */
export type Invalidation = { readonly paths: readonly string[]; readonly reference: string };

/**
 * The invalidation of a site's files as they stand. Written anew with the same content, a file has another
 * time: what a cache took in between is invalidated as well. One path with an asterisk counts as one of those
 * that an account has for free each month, and covers all names of ours that begin alike.
 */
export function invalidationOf(
  folder: string,
  objects: Readonly<Record<string, StandingObject>>,
): Invalidation {
  const beginnings = Object.keys(objects).map((name) =>
    name.startsWith('amplify') ? 'amplify*' : name,
  );
  const paths = [...new Set(beginnings)].toSorted().map((name) => `${folder}${name}`);
  return { paths, reference: `amplify-import-${sha256(canonicalJson({ paths, objects }))}` };
}
