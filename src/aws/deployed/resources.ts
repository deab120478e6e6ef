import { accountResources } from '../account/resources/account-resources.ts';
import { surroundings } from './surroundings.ts';

export const resources = accountResources(surroundings.account);
