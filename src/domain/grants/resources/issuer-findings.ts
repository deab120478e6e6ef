import { finding, type Finding } from '../../../contract/findings.ts';
import type { TrustedPool } from './readings.ts';
import { otherIssuer, waysOfPool, type TokensOfApp } from './trusted-pools.ts';

/** An API of AppSync that asks tokens of the right pool for the issuer that they do not name. */
export function otherIssuerFinding(
  api: { readonly kind: 'graphql' | 'events'; readonly id: string; readonly region: string },
  app: TokensOfApp,
  { trustedPools }: { readonly trustedPools: readonly TrustedPool[] },
  { otherAccess }: { readonly otherAccess: boolean },
): Finding[] {
  const [issuers] = waysOfPool(trustedPools, app).flatMap((way) => otherIssuer(way, app) ?? []);
  if (!issuers) return [];
  const userPool = app.userPool.id;
  return [
    finding('API_TRUSTS_OTHER_ISSUER', { api, methods: [], userPool, ...issuers, otherAccess }),
  ];
}
