import { providerNameOf } from '../../../domain/ids.ts';

/**
 * The user pool that issues tokens; `null` for every other provider of OpenID Connect. The issuer is the
 * pool's address in its own region (Cognito guide, "Verifying JSON web tokens").
 */
export function poolOfIssuer(issuer: string): string | null {
  const address = issuer.replace(/\/$/, '');
  const poolId = address.slice(address.lastIndexOf('/') + 1);
  return address === `https://${providerNameOf(poolId)}` ? poolId : null;
}
