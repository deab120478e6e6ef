import type { MachineName } from '../src/contract/events.ts';

/**
 * The physical name of a machine. Fixed, because `amplify-import start` derives the ARN from the
 * caller's account and needs no right to look it up.
 */
export function machineNameOf(machine: MachineName): string {
  return `amplify-import-${machine}`;
}
