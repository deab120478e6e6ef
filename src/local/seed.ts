import type { S3Client } from '@aws-sdk/client-s3';
import { CreateBucketCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3';

import type { LocalClients } from './clients.ts';
import {
  ALLOW_TAG,
  seedForeignPolicy,
  seedIdentityPool,
  seedPoolRoles,
  seedRole,
} from './seed-identity-pool.ts';
import { hostedSignIn, seedAppClient, seedDomain, seedUserPool } from './seed-user-pool.ts';

/** The sample of a team that has its pools already; no secret is in it. */
export type Sample = {
  readonly suffix: string;
  readonly userPoolId: string;
  readonly webClientId: string;
  readonly nativeClientId: string;
  readonly domain: string;
  readonly identityPoolId: string;
  readonly authenticatedRole: { readonly name: string; readonly arn: string };
  readonly unauthenticatedRole: { readonly name: string; readonly arn: string };
  readonly bucket: string;
};

/** A pool that no import takes. */
export type RefusedSample = { readonly userPoolId: string; readonly clientId: string };

const checkSuffix = (suffix: string): void => {
  if (!/^[a-z0-9]{1,16}$/.test(suffix)) {
    throw new Error(`The suffix "${suffix}" must be 1 to 16 lower-case letters or digits.`);
  }
};

/** A bucket whose owner lets the project grant things on it. */
export const seedBucket = async (client: S3Client, Bucket: string): Promise<string> => {
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'BucketAlreadyOwnedByYou') throw error;
  }
  await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [ALLOW_TAG] } }));
  return Bucket;
};

/**
 * Puts a team's existing resources into the local cloud: a user pool with a web and a native client,
 * an identity pool with its two roles, a bucket. All names carry the suffix, so that two samples never
 * meet; the same suffix again finds what is there.
 */
export const seedSample = async (clients: LocalClients, suffix: string): Promise<Sample> => {
  checkSuffix(suffix);
  const { userPools, identityPools, iam, s3 } = clients;
  const userPoolId = await seedUserPool(userPools, `storefront-customers-${suffix}`);
  const webClientId = await seedAppClient(userPools, userPoolId, `storefront-web-${suffix}`, {
    ...hostedSignIn('https://shop.example.com/', 'https://shop.example.com/goodbye'),
    GenerateSecret: false,
  });
  const nativeClientId = await seedAppClient(userPools, userPoolId, `storefront-native-${suffix}`, {
    ...hostedSignIn('myapp://callback', 'myapp://goodbye'),
    GenerateSecret: true,
  });
  const domain = `storefront-${suffix}`;
  await seedDomain(userPools, userPoolId, domain);

  const identityPoolId = await seedIdentityPool(
    identityPools,
    `storefront_identities_${suffix}`,
    userPoolId,
    [webClientId, nativeClientId],
  );
  const authenticated = {
    name: `storefront-authenticated-${suffix}`,
    path: '/service-role/',
    identityPoolId,
    users: 'authenticated',
  } as const;
  const unauthenticated = {
    name: `storefront-guest-${suffix}`,
    path: '/',
    identityPoolId,
    users: 'unauthenticated',
  } as const;
  const authenticatedArn = await seedRole(iam, authenticated);
  const unauthenticatedArn = await seedRole(iam, unauthenticated);
  await seedForeignPolicy(iam, authenticated.name);
  await seedPoolRoles(identityPools, identityPoolId, authenticatedArn, unauthenticatedArn);

  return {
    suffix,
    userPoolId,
    webClientId,
    nativeClientId,
    domain,
    identityPoolId,
    authenticatedRole: { name: authenticated.name, arn: authenticatedArn },
    unauthenticatedRole: { name: unauthenticated.name, arn: unauthenticatedArn },
    bucket: await seedBucket(s3, `storefront-uploads-${suffix}`),
  };
};

/** A pool whose only client has a secret: a web app cannot keep one, so an import refuses it. */
export const seedRefusedPool = async (
  clients: LocalClients,
  suffix: string,
): Promise<RefusedSample> => {
  checkSuffix(suffix);
  const { userPools } = clients;
  const userPoolId = await seedUserPool(userPools, `back-office-${suffix}`);
  const clientId = await seedAppClient(userPools, userPoolId, `back-office-server-${suffix}`, {
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    GenerateSecret: true,
  });
  return { userPoolId, clientId };
};
