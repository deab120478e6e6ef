import { finding, type Finding } from '../../contract/findings.ts';
import type { AppClientDescription } from '../readings.ts';
import { clientFactOf } from './app-clients.ts';

/** What Gen 1 demands to be equal (docs/facts/gen1-import.md); here each file has its own client. */
const lists = {
  CallbackURLs: 'callbackUrls',
  LogoutURLs: 'logoutUrls',
  AllowedOAuthFlows: 'flows',
  AllowedOAuthScopes: 'scopes',
  SupportedIdentityProviders: 'providers',
} as const satisfies Record<string, keyof AppClientDescription>;

/** How web and native client differ, told when both offer the hosted UI; order means nothing. */
export function differenceFindings(
  web: AppClientDescription | null,
  native: AppClientDescription | null,
): Finding[] {
  if (!web?.hostedUi || !native?.hostedUi) return [];
  const differing = Object.entries(lists).flatMap(([name, key]) =>
    includesAll(web[key], native[key]) && includesAll(native[key], web[key]) ? [] : [name],
  );
  if (differing.length === 0) return [];
  return [
    finding('OAUTH_CLIENTS_DIFFER', {
      web: clientFactOf(web),
      native: clientFactOf(native),
      settings: differing,
    }),
  ];
}

function includesAll(list: readonly string[], others: readonly string[]): boolean {
  return others.every((item) => list.includes(item));
}
