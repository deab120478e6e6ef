import type { Distributions, Sites } from '../../procedures/targets/site/port.ts';

/** Most links have no site: what calls S3 and CloudFront for one is loaded for those that have. */

/** Sites in buckets of the account. */
export function accountSites(account: () => Promise<string | null>): Sites {
  const sites = async () => (await import('./sites.ts')).s3Sites(account);
  return {
    bucket: async (...given) => (await sites()).bucket(...given),
    object: async (...given) => (await sites()).object(...given),
    put: async (...given) => (await sites()).put(...given),
    remove: async (...given) => (await sites()).remove(...given),
  };
}

const distributions = async () => (await import('./distributions.ts')).cloudfrontDistributions;

/** Distributions of the account. */
export const accountDistributions: Distributions = {
  distribution: async (...given) => (await distributions()).distribution(...given),
  invalidate: async (...given) => (await distributions()).invalidate(...given),
};
