import { accountResources } from '../account/resources/account-resources.ts';
import { surroundings } from './surroundings.ts';

/** What requests grant, of the account. */
export const resources = accountResources(surroundings.account);
