import type { Reading } from '../../../domain/readings.ts';
import type { Invalidation, SeenDistribution } from '../../../domain/targets/site/distribution.ts';
import type { SiteWord } from '../../../domain/targets/site/open.ts';

/** A bucket that is to get our files. */
type SiteBucket = SiteWord & {
  /** The key of its owner that encrypts it; `null`: S3's own. */
  readonly kmsKey: string | null;
};

/** An object as it stands: what is in it, which may be anybody's, never leaves the adapter. */
export type SiteObject = {
  readonly etag: string;
  readonly sha256: string;
  /** When it was written, as S3 says it. */
  readonly modified: string;
};

/** What an object is to hold. */
export type SiteText = { readonly text: string; readonly contentType: string };

/** Buckets of the account with our files in them. */
export interface Sites {
  /** `withWord`: also read by what its owner opens it. */
  bucket(bucket: string, withWord: boolean): Promise<Reading<SiteBucket>>;
  object(bucket: string, key: string): Promise<Reading<SiteObject>>;
  /** Writes where there is nothing, or over a version: whether it happened, or that did not hold. */
  put(bucket: string, key: string, text: SiteText, over: string | null): Promise<boolean>;
  /** Whether it is gone; `false`: it is another version that stands there. */
  remove(bucket: string, key: string, etag: string): Promise<boolean>;
}

/** Distributions of CloudFront in front of sites. */
export interface Distributions {
  /** `withTag`: also read the tag by which its owner allows invalidations. */
  distribution(id: string, withTag: boolean): Promise<Reading<SeenDistribution>>;
  /** Whether it is made, now or earlier by the same reference; `false`: too many are under way. */
  invalidate(id: string, invalidation: Invalidation): Promise<boolean>;
}
