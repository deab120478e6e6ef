import { accountSites } from '../targets/account-sites.ts';
import { surroundings } from './surroundings.ts';

export const sites = accountSites(surroundings.account);
