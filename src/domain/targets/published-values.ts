import type { PublishedValues } from '../../contract/push/published.ts';
import type { AuthSettings } from '../../contract/pool-settings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { partitionOf } from '../ids.ts';

/** What of the values is not in the pools' settings. */
type KnownBeside = Pick<PublishedValues, 'revision' | 'executionRoles' | 'accessAllowed'> & {
  /** The account of the user pool; `null`: nobody knows, or nobody asks. */
  readonly account: string | null;
};

/** What an import records for its pushes. */
export function publishedValues(
  request: RunRequest,
  {
    userPoolId,
    region,
    web,
    native,
  }: Pick<AuthSettings, 'userPoolId' | 'region' | 'web' | 'native'>,
  { revision, executionRoles, accessAllowed, account }: KnownBeside,
): PublishedValues {
  const isOwn = request.readRoleArn === null && account !== null;
  return {
    userPoolId,
    userPoolArn: isOwn
      ? `arn:${partitionOf(region)}:cognito-idp:${region}:${account}:userpool/${userPoolId}`
      : null,
    webClientId: web.id,
    nativeClientId: native.id,
    identityPoolId: request.identityPoolId,
    region,
    revision,
    accessAllowed,
    executionRoles: { ...executionRoles },
  };
}
