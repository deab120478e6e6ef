import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn } from '../ids.ts';
import type { IdentityPoolReadings } from '../readings.ts';
import { isKnownRegion, regionDoubt } from '../regions.ts';
import { grantedCategories } from '../grants/granted-to.ts';

/** That the pool is not there, or in an account where its roles cannot be granted anything. */
export function whereaboutsFindings(
  request: ImportRequest,
  { pool, poolRoles, account, elsewhere }: IdentityPoolReadings,
): Finding[] {
  const id = request.identityPoolId ?? '';
  const region = regionOfPool(id);
  const central = parseArn(request.readRoleArn ?? '')?.account ?? '';
  if (elsewhere && pool.status === 'found') {
    const granted = grantedCategories(request);
    return [
      finding('IDENTITY_POOL_OTHER_ACCOUNT', {
        subject: id,
        severity: granted.length > 0 ? 'error' : 'warning',
        message:
          `The identity pool ${id} lies in account ${central}, where ${request.readRoleArn} reads it; so do its roles, which this import neither reads nor writes.` +
          (granted.length > 0 ? ` ${granted.join(' and ')} cannot be granted on them.` : ''),
        found: `account ${central}`,
        needed: account === null ? 'the account of this run' : `account ${account}`,
      }),
    ];
  }
  const missing = pool.status === 'not-found' || poolRoles.status === 'not-found';
  if (!missing && !elsewhere) return [];
  const here = account === null ? 'the account of this run' : `account ${account}`;
  const there = elsewhere
    ? `, and ${request.readRoleArn} could not look for it in account ${central}`
    : request.readRoleArn
      ? `, nor of account ${central} (asked by ${request.readRoleArn})`
      : '';
  return [
    finding('IDENTITY_POOL_NOT_FOUND', {
      subject: id,
      message: `There is no identity pool ${id} in ${region} of ${here}${there}.${regionDoubt(region)}`,
      found: `no such pool in ${region} of ${here}`,
      needed: id,
      ...(isKnownRegion(region) && { command: { region } }),
    }),
  ];
}
