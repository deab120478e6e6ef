import { accountSites } from '../targets/account-sites.ts';
import { surroundings } from './surroundings.ts';

/** Buckets of sites, of the account. */
export const sites = accountSites(surroundings.account);
