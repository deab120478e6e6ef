import { setTimeout as sleep } from 'node:timers/promises';
import { allowListOf } from '../../contract/allow.ts';
import type { Surroundings } from '../../procedures/ports.ts';
import { watchLeases } from '../stack/watched-leases.ts';
import { variable } from './variable.ts';

const account = variable('ACCOUNT_ID');
const monotonic = () => performance.now();

/** What every step of the stack has. */
export const surroundings: Surroundings = {
  account: async () => account,
  // Set from the context `allow` where a state asks owners: elsewhere nothing is open.
  allowList: allowListOf(process.env['ALLOWED'] ?? ''),
  // Set from the context `purge`.
  mayPurge: process.env['MAY_PURGE'] === 'true',
  // Lambda sets it.
  region: async () => variable('AWS_REGION'),
  now: () => new Date(),
  monotonic,
  silence: watchLeases(monotonic),
  wait: (milliseconds) => sleep(milliseconds),
};
