import { accountDistributions } from '../targets/account-sites.ts';

/** Distributions of the account. */
export const distributions = accountDistributions;
