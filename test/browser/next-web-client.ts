import { UpdateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';

import type { LocalClients } from '../../src/local/clients.ts';
import type { Sample } from '../../src/local/seed.ts';
import { hostedSignIn, seedAppClient } from '../../src/local/seed-user-pool.ts';

/** A second web client of the sample, which its identity pool takes beside the first. */
export async function nextWebClient(
  { userPools, identityPools }: LocalClients,
  { suffix, userPoolId, identityPoolId, webClientId, nativeClientId }: Sample,
): Promise<string> {
  const name = `storefront-web-next-${suffix}`;
  const id = await seedAppClient(userPools, userPoolId, name, {
    ...hostedSignIn('https://shop.example.com/', 'https://shop.example.com/goodbye'),
    GenerateSecret: false,
  });
  const region = userPoolId.slice(0, userPoolId.indexOf('_'));
  await identityPools.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId: identityPoolId,
      IdentityPoolName: `storefront_identities_${suffix}`,
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [webClientId, nativeClientId, id].map((ClientId) => ({
        ProviderName: `cognito-idp.${region}.amazonaws.com/${userPoolId}`,
        ClientId,
        ServerSideTokenCheck: false,
      })),
    }),
  );
  return id;
}
