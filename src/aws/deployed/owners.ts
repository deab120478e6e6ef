import { leaseOwners } from '../stack/owners.ts';

export const owners = leaseOwners();
