import { CredentialsMissing } from '../../contract/errors/caller-errors.ts';
import type { Reading } from '../../domain/readings.ts';
import { enableRegion } from '../../domain/regions.ts';
import type { Services } from '../ports.ts';

/**
 * A region that has to be enabled refuses good credentials in the words for bad ones. Where the
 * account answers, they are good, and the region is what is wrong with the pool.
 * @throws CredentialsMissing when nobody knows the caller
 */
export async function requireGoodElsewhere(
  pool: Reading<unknown>,
  { account }: Pick<Services, 'account'>,
): Promise<void> {
  if (pool.status !== 'denied' || pool.action !== enableRegion) return;
  if ((await account()) === null) throw new CredentialsMissing('sts:GetCallerIdentity');
}
