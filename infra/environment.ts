import { Aws } from 'aws-cdk-lib';
import { allowListText } from '../src/contract/allow.ts';
import type { StateName } from '../src/contract/states.ts';
import { machineArnOf, type World } from './grants.ts';
import type { RetryMode } from './retry-mode.ts';

/**
 * The states that ask whether an owner has opened something. The others write by what IAM allows them.
 *
 * @internal for the test that looks who asks
 */
export const askingOwners: ReadonlySet<StateName> = new Set([
  'Validate identity pool',
  'Plan role policies',
  'Plan push',
  'Plan removal',
]);

/** What the function of a state is told: on what its rights are, and if it asks owners, what is listed. */
export function environmentOf(
  state: StateName,
  { bucket, table, allowed, mayPurge }: World,
  retryMode: RetryMode,
): Record<string, string> {
  const listed = allowListText(allowed);
  return {
    CONFIG_BUCKET: bucket.bucketName,
    LINK_TABLE: table.tableName,
    ACCOUNT_ID: Aws.ACCOUNT_ID,
    ...(askingOwners.has(state) && listed !== '' && { ALLOWED: listed }),
    MAY_PURGE: String(mayPurge),
    // The SDK reads it by itself.
    AWS_RETRY_MODE: retryMode,
  };
}

/** What a function is told that a rule starts: where it looks, and which machines it may start. */
export function eventEnvironmentOf(
  { table }: Pick<World, 'table'>,
  retryMode: RetryMode,
): Record<string, string> {
  return {
    LINK_TABLE: table.tableName,
    MACHINES: JSON.stringify({ 'remove-auth': machineArnOf('remove-auth') }),
    AWS_RETRY_MODE: retryMode,
  };
}
