import { accountDistributions } from '../targets/account-sites.ts';

export const distributions = accountDistributions;
