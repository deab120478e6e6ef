import { leaseOwners } from '../stack/owners.ts';

/** Executions and processes that own leases. */
export const owners = leaseOwners();
