import type { PublishedValues } from '../../contract/push/published.ts';
import type { AuthSettings } from '../../contract/pool-settings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AllowList } from '../../contract/allow.ts';
import { isUseAllowed } from '../allowance.ts';
import { partitionOf } from '../ids.ts';

/** What of the values is not in the pools' settings. */
type KnownBeside = Pick<PublishedValues, 'revision' | 'executionRoles'> & {
  /** The account of the user pool; `null`: nobody knows, or nobody asks. */
  readonly account: string | null;
  /** Value of the pool's tag `amplify-import`. */
  readonly allowTag: string | undefined;
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
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
  { revision, executionRoles, account, allowTag, allowList }: KnownBeside,
): PublishedValues {
  const isOwn = request.readRoleArn === null && account !== null;
  const userPoolArn = isOwn
    ? `arn:${partitionOf(region)}:cognito-idp:${region}:${account}:userpool/${userPoolId}`
    : null;
  return {
    userPoolId,
    userPoolArn,
    webClientId: web.id,
    nativeClientId: native.id,
    identityPoolId: request.identityPoolId,
    region,
    revision,
    accessAllowed: isUseAllowed(allowList, request.app, userPoolArn ?? '', allowTag ?? null),
    executionRoles: { ...executionRoles },
  };
}
