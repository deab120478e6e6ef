import {
  CredentialsMissing,
  ProfileMissing,
  RegionMissing,
  RegionUnknown,
} from '../contract/errors/caller-errors.ts';
import { isKnownRegion } from '../domain/regions.ts';
import { namedInEnvironment } from './profiles.ts';

/** As much of an exception of the SDK as tells of settings. */
export type SettingFailure = {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  /** Of an address that could not be looked up. */
  readonly hostname?: string;
};

const uselessCredentials: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);

/** What the SDK says of a region that can be part of no address; an empty one is none. */
const malformedRegion = /^Region not accepted: region="(.*)" is not/;

/**
 * What a call that failed says of the settings of whoever makes it: profile, credentials, region. `null`: it
 * says nothing of them.
 */
export function settingError(
  failure: SettingFailure,
  action: string,
  resource: string,
  options: ErrorOptions,
): Error | null {
  const { name = '', message = '' } = failure;
  const refused = malformedRegion.exec(message)?.[1];
  const isRegionMissing = message === 'Region is missing' || refused === '';
  if (isRegionMissing || uselessCredentials.has(name)) {
    const { unknownProfile, profiles } = namedInEnvironment(process.env);
    if (unknownProfile !== null) return new ProfileMissing(unknownProfile, profiles, options);
    return isRegionMissing
      ? new RegionMissing(action, options)
      : new CredentialsMissing(action, { ...options, ...whyUseless(name, message) });
  }
  const region = refused ?? unknownRegion(failure, resource);
  return region === null ? null : new RegionUnknown(region, options);
}

/** What is known of credentials. The SDK's own words are taken of signing in only: others may quote. */
function whyUseless(name: string, message: string): { readonly why?: string } {
  if (name.startsWith('Expired')) return { why: 'they have expired' };
  if (name !== 'CredentialsProviderError') return { why: 'AWS does not know them' };
  return /\bsso\b|\blogin\b/i.test(message) ? { why: message.replace(/\.$/, '') } : {};
}

/** The region of the environment, where an address of it cannot be looked up; an id says its own. */
function unknownRegion({ code, hostname = '' }: SettingFailure, resource: string): string | null {
  if (code !== 'ENOTFOUND') return null;
  const { region } = namedInEnvironment(process.env);
  if (region === null || isKnownRegion(region) || resource.includes(region)) return null;
  return hostname.split('.').includes(region) ? region : null;
}
