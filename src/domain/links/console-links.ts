import { regionOfPool, roleNameOf } from '../../contract/aws-names.ts';
import { consoleHost } from '../../contract/console.ts';
import { parseArn, partitionOf } from '../ids.ts';
import { consoleLink } from '../run/execution.ts';

/** Address of a user pool in the console of its partition and region. */
export function userPoolLink(userPoolId: string): string {
  const region = regionOfPool(userPoolId);
  const host = consoleHost(partitionOf(region), region);
  return `https://${host}/cognito/v2/idp/user-pools/${userPoolId}/users?region=${region}`;
}

/** Address of an identity pool in the console of its partition and region. */
export function identityPoolLink(identityPoolId: string): string {
  const region = regionOfPool(identityPoolId);
  const host = consoleHost(partitionOf(region), region);
  return `https://${host}/cognito/v2/identity/identity-pools/${identityPoolId}/user-statistics?region=${region}`;
}

/** Address of a role in the console: IAM has no region, so that any of the partition does. */
export function roleLink(roleArn: string, region: string): string {
  const host = consoleHost(parseArn(roleArn)?.partition ?? 'aws', region);
  return `https://${host}/iam/home?region=${region}#/roles/details/${encodeURIComponent(roleNameOf(roleArn))}`;
}

/** Address of the owner of a lease in the console; `null`: it is a process on somebody's computer. */
export function ownerLink(owner: string): string | null {
  return parseArn(owner) ? consoleLink(owner) : null;
}
