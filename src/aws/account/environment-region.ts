import { call } from '../aws-errors.ts';
import { userPoolsClient } from '../clients/user-pools-client.ts';

/** The region that calls go to when nothing names another one; throws `RegionMissing` without any. */
export function environmentRegion(): Promise<string> {
  return call('cognito-idp:ListUserPools', 'this region', () => userPoolsClient().config.region());
}
