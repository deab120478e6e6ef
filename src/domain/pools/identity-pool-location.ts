import { finding, type Finding } from '../../contract/findings.ts';
import type { PairedRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { parseArn } from '../ids.ts';
import type { IdentityPoolReadings } from '../readings.ts';
import { isKnownRegion } from '../regions.ts';
import { grantedCategories } from '../grants/granted-to.ts';

/** That the pool is not there, or in an account where its roles cannot be granted anything. */
export function poolLocationFindings(
  request: PairedRequest,
  { pool, poolRoles, account, elsewhere }: IdentityPoolReadings,
): Finding[] {
  const { identityPoolId: identityPool } = request;
  const { readRoleArn: readRole } = request;
  const central = parseArn(readRole ?? '')?.account ?? '';
  if (elsewhere && readRole !== null && pool.status === 'found') {
    return [
      finding('IDENTITY_POOL_OTHER_ACCOUNT', {
        identityPool,
        account: central,
        readRole,
        runAccount: account,
        granted: grantedCategories(request),
      }),
    ];
  }
  const missing = pool.status === 'not-found' || poolRoles.status === 'not-found';
  if (!missing && !elsewhere) return [];
  return [
    finding('IDENTITY_POOL_NOT_FOUND', {
      identityPool,
      account,
      other: readRole === null ? null : { readRole, account: central, asked: !elsewhere },
      regionKnown: isKnownRegion(regionOfPool(identityPool)),
    }),
  ];
}
