import type { Slice } from '../contract/slices.ts';
import { providerNameOf } from './ids.ts';

/**
 * A user pool has two issuers, and its tokens name the one that its settings say (Cognito guide, "Amazon
 * Cognito user pools as an OIDC issuer"). Identity pools know it by the same name either way.
 */
export type IssuerType = 'original' | 'updated';

const issuerTypes: readonly IssuerType[] = ['original', 'updated'];

/** An issuer of a user pool, as the claim `iss` of its tokens says it. */
export function issuerOf(userPoolId: string, type: IssuerType): string {
  return `https://${type === 'updated' ? 'issuer-' : ''}${providerNameOf(userPoolId)}`;
}

/** A user pool as something that takes its tokens knows it: by one of its issuers. */
type PoolByIssuer = { readonly userPoolId: string; readonly issuer: IssuerType };

/** The user pool that issues tokens; `null` for every other provider of OpenID Connect. */
export function poolOfIssuer(address: string): PoolByIssuer | null {
  const named = address.replace(/\/$/, '');
  const userPoolId = named.slice(named.lastIndexOf('/') + 1);
  const issuer = issuerTypes.find((type) => issuerOf(userPoolId, type) === named);
  return issuer ? { userPoolId, issuer } : null;
}

/** The issuer that the tokens of a user pool name; `null`: nobody could read the pool. */
export function issuerTypeOf({ tokens }: Pick<Slice<'userPool'>, 'tokens'>): IssuerType | null {
  if (tokens?.updatedIssuer === null) return null;
  return tokens?.updatedIssuer ? 'updated' : 'original';
}
