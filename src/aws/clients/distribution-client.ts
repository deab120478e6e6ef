import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { perRegion } from './per-region.ts';

/** Loaded for a site with a distribution only. The partition of the region decides where it is called. */
export const cloudfront = perRegion((options) => new CloudFrontClient(options));
