import type { IdentityPoolDescription } from '../readings.ts';

/** Login providers that Gen 1 turns into `federationTarget` (docs/facts/gen1-import.md). */
const socialLogins: ReadonlySet<string> = new Set([
  'www.amazon.com',
  'graph.facebook.com',
  'accounts.google.com',
  'appleid.apple.com',
]);

/** Whether an identity pool has a social login of its own. */
export function hasSocialLogin({ loginProviders }: IdentityPoolDescription): boolean {
  return loginProviders.some((key) => socialLogins.has(key));
}
