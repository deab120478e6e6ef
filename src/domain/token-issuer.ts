import type { Slice } from '../contract/slices.ts';
import { providerNameOf } from './ids.ts';

/**
 * A user pool has two issuers, and its tokens name the one that its settings say (Cognito guide, "Amazon
 * Cognito user pools as an OIDC issuer"). Identity pools know it by the same name either way.
 */
export type IssuerType = 'original' | 'updated';

/**
 * An issuer of a user pool as something asks its tokens for it. No token names one that ends with a slash,
 * and whoever compares it letter by letter turns all of them away.
 */
export type AskedIssuer = IssuerType | `${IssuerType}/`;

const askedIssuers: readonly AskedIssuer[] = ['original', 'updated', 'original/', 'updated/'];

/** An issuer of a user pool, as the claim `iss` of its tokens says it, or as something asks for it. */
export function issuerOf(userPoolId: string, issuer: AskedIssuer): string {
  const host = `${issuer.startsWith('updated') ? 'issuer-' : ''}${providerNameOf(userPoolId)}`;
  return `https://${host}${issuer.endsWith('/') ? '/' : ''}`;
}

/** A user pool as something that takes its tokens knows it: by one of its issuers. */
type PoolByIssuer = { readonly userPoolId: string; readonly issuer: AskedIssuer };

/** The user pool that issues tokens; `null` for every other provider of OpenID Connect. */
export function poolOfIssuer(address: string): PoolByIssuer | null {
  const [, userPoolId = ''] = /([^/]*)\/?$/.exec(address) ?? [];
  const issuer = askedIssuers.find((one) => issuerOf(userPoolId, one) === address);
  return issuer ? { userPoolId, issuer } : null;
}

/** The issuer that the tokens of a user pool name; `null`: nobody could read the pool. */
export function issuerTypeOf({ tokens }: Pick<Slice<'userPool'>, 'tokens'>): IssuerType | null {
  if (tokens?.updatedIssuer === null) return null;
  return tokens?.updatedIssuer ? 'updated' : 'original';
}
