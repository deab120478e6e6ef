import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { AuthSettings, ClientSettings, Slice } from '../../contract/slices.ts';
import { chooseClients } from './app-clients.ts';
import { deniedReadings } from '../denied-readings.ts';
import { partitionOf, regionOfPool } from '../ids.ts';
import { oauthFindings } from './oauth.ts';
import type { AppClientDescription, UserPoolReadings } from '../readings.ts';

/** Standard attributes that a sign-up form can ask for (gen1-import-auth V-3, in enum order). */
const signUpAttributes: ReadonlySet<string> = new Set([
  'address',
  'birthdate',
  'email',
  'family_name',
  'middle_name',
  'gender',
  'locale',
  'given_name',
  'name',
  'nickname',
  'phone_number',
  'preferred_username',
  'picture',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
]);

/** Judges what was read of the user pool, and shapes what the client config says about it. */
export function judgeUserPool(
  request: ImportRequest,
  readings: UserPoolReadings,
): Slice<'userPool'> {
  const poolId = request.userPoolId ?? '';
  const denials = deniedReadings(poolId, [
    readings.pool,
    readings.clientList,
    readings.mfa,
    readings.identityProviders,
    readings.groups,
    ...readings.clients.map(({ reading }) => reading),
  ]);
  if (readings.pool.status === 'not-found') {
    return { settings: null, findings: [poolNotFound(poolId), ...denials] };
  }
  const chosen = chooseClients(request, readings);
  const settings = shapeAuthSettings(readings, chosen.web, chosen.native);
  return {
    settings,
    findings: [
      ...denials,
      ...chosen.findings,
      ...(settings ? oauthFindings(settings, request) : []),
      ...(request.identityPoolId ? [] : [finding('USER_POOL_ONLY', { subject: poolId })]),
    ],
  };
}

function poolNotFound(poolId: string): Finding {
  const region = regionOfPool(poolId);
  return finding('USER_POOL_NOT_FOUND', {
    subject: poolId,
    message: `There is no user pool ${poolId} in ${region} of this account.`,
    command: `aws cognito-idp list-user-pools --region ${region} --max-results 60`,
  });
}

function shapeAuthSettings(
  readings: UserPoolReadings,
  web: AppClientDescription | null,
  native: AppClientDescription | null,
): AuthSettings | null {
  const { pool, mfa, groups } = readings;
  if (pool.status !== 'found' || !web || !native) return null;
  const { value } = pool;
  const region = regionOfPool(value.id);
  return {
    userPoolId: value.id,
    region,
    domain:
      value.customDomain ?? (value.prefixDomain && `${value.prefixDomain}.${loginHostOf(region)}`),
    usernameAttributes: [...value.usernameAttributes],
    autoVerifiedAttributes: [...value.autoVerifiedAttributes],
    requiredAttributes: value.requiredAttributes.filter((name) => signUpAttributes.has(name)),
    passwordPolicy: { ...value.passwordPolicy, minLength: value.passwordPolicy.minLength ?? 8 },
    mfa: value.mfa,
    mfaMethods:
      value.mfa === 'OFF' || value.mfa === null || mfa.status !== 'found'
        ? []
        : [
            ...(mfa.value.sms ? (['SMS'] as const) : []),
            ...(mfa.value.totp ? (['TOTP'] as const) : []),
            ...(mfa.value.email ? (['EMAIL'] as const) : []),
          ],
    groups:
      groups.status === 'found'
        ? groups.value.map(({ name, precedence }) => ({ name, precedence }))
        : [],
    web: shapeClient(web),
    native: shapeClient(native),
  };
}

/** Where prefix domains live; GovCloud has FIPS endpoints only (GovCloud guide, "Amazon Cognito"). */
function loginHostOf(region: string): string {
  const service = partitionOf(region) === 'aws-us-gov' ? 'auth-fips' : 'auth';
  return `${service}.${region}.amazoncognito.com`;
}

function shapeClient(client: AppClientDescription): ClientSettings {
  const { userPoolId: _userPoolId, ...settings } = client;
  return {
    ...settings,
    providers: [...client.providers],
    flows: [...client.flows],
    scopes: [...client.scopes],
    callbackUrls: [...client.callbackUrls],
    logoutUrls: [...client.logoutUrls],
  };
}
