import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { AuthSettings, ClientSettings, Slice } from '../../contract/slices.ts';
import { chooseClients, type ChosenClients } from './app-clients.ts';
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
    return {
      settings: null,
      clients: [],
      grantedGroups: [],
      findings: [poolNotFound(poolId), ...denials],
    };
  }
  const chosen = chooseClients(request, readings);
  const settings = shapeAuthSettings(readings, chosen.web, chosen.native);
  return {
    settings,
    clients: publishedClients(request, chosen),
    grantedGroups: [],
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
    command: { region },
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
    aliasAttributes: [...value.aliasAttributes],
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
    passwordless: null,
    customAuth: value.customAuthTriggers.length === 3,
    groups: groups.status === 'found' ? [...groups.value] : [],
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
  return {
    id: client.id,
    name: client.name,
    hasSecret: client.hasSecret,
    hostedUi: client.hostedUi,
    providers: [...client.providers],
    flows: [...client.flows],
    scopes: [...client.scopes],
    callbackUrls: [...client.callbackUrls],
    logoutUrls: [...client.logoutUrls],
  };
}

/** Ids of the clients that a config would name, as far as they are known. */
function publishedClients(request: ImportRequest, { web, native }: ChosenClients): string[] {
  const ids = [web?.id ?? request.webClientId, native?.id ?? request.nativeClientId];
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
