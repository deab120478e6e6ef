import type { AuthSettings, ClientSettings } from '../../contract/pool-settings.ts';
import { compareText } from '../canonical.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { partitionOf } from '../ids.ts';
import type { AppClientDescription, UserPoolDescription, UserPoolReadings } from '../readings.ts';
import type { ChosenClients } from './app-clients.ts';
import { requiredAtSignUp } from './attributes.ts';
import { mfaMethodsOf, passwordlessOf } from './factors.ts';
import { allowedFlows, flowInsteadOfSrp } from './sign-in.ts';
import { knownGroups } from './groups.ts';
import { isConfirmedByLink } from './sign-up.ts';

/**
 * Cognito gives these lists in any order, not always in the same one: sorted, equal settings are equal
 * files. The URLs of a client are not among them: apps take the first that fits.
 */
function sorted(list: readonly string[]): string[] {
  return list.toSorted(compareText);
}

/** Shapes what the client config says; `null` while the pool or one of the clients is not known. */
export function shapeAuthSettings(
  readings: UserPoolReadings,
  { web, native }: Pick<ChosenClients, 'web' | 'native'>,
): AuthSettings | null {
  const { pool, mfa } = readings;
  if (pool.status !== 'found' || !web || !native) return null;
  const { value } = pool;
  const nativeFlow = flowInsteadOfSrp(native);
  return {
    userPoolId: value.id,
    region: regionOfPool(value.id),
    domain: loginDomainOf(value),
    usernameAttributes: sorted(value.usernameAttributes),
    aliasAttributes: sorted(value.aliasAttributes),
    autoVerifiedAttributes: sorted(value.autoVerifiedAttributes),
    ...(isConfirmedByLink(value) && { confirmsByLink: true as const }),
    requiredAttributes: requiredAtSignUp(value),
    passwordPolicy: { ...value.passwordPolicy, minLength: value.passwordPolicy.minLength ?? 8 },
    mfa: value.mfa,
    mfaMethods: mfaMethodsOf(value, mfa),
    passwordless: allowedFlows(web).includes('ALLOW_USER_AUTH') ? passwordlessOf(value, mfa) : null,
    customAuth:
      value.customAuthTriggers.length === 3 && allowedFlows(native).includes('ALLOW_CUSTOM_AUTH'),
    ...(nativeFlow && { nativeFlow }),
    groups: knownGroups(readings)
      .map((group) => ({ ...group }))
      .toSorted((a, b) => compareText(a.name, b.name)),
    web: shapeClient(web),
    native: shapeClient(native),
  };
}

/**
 * Host of the hosted UI, a custom domain first. GovCloud has FIPS endpoints only for prefix domains
 * (GovCloud guide, "Amazon Cognito").
 */
export function loginDomainOf({ id, customDomain, prefixDomain }: UserPoolDescription) {
  const region = regionOfPool(id);
  const service = partitionOf(region) === 'aws-us-gov' ? 'auth-fips' : 'auth';
  return customDomain ?? (prefixDomain && `${prefixDomain}.${service}.${region}.amazoncognito.com`);
}

function shapeClient(client: AppClientDescription): ClientSettings {
  return {
    id: client.id,
    name: client.name,
    hasSecret: client.hasSecret,
    hostedUi: client.hostedUi,
    providers: sorted(client.providers),
    flows: sorted(client.flows),
    scopes: sorted(client.scopes),
    callbackUrls: [...client.callbackUrls],
    logoutUrls: [...client.logoutUrls],
  };
}
