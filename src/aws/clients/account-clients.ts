import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { perRegion } from './per-region.ts';
import { whereEndpointIsSet } from './set-endpoint.ts';

/** The clients of the two Cognito services, with the rights of one caller. */
export type CognitoClients = {
  readonly userPools: (region?: string) => CognitoIdentityProviderClient;
  readonly identityPools: (region?: string) => CognitoIdentityClient;
};

/** Clients of the services that an import reads and writes. */
export const accountClients = {
  userPools: perRegion((options) => new CognitoIdentityProviderClient(options)),
  identityPools: perRegion((options) => new CognitoIdentityClient(options)),
  iam: perRegion((options) => new IAMClient(options)),
  /** Names buckets in the host, or in the path where an endpoint is set. */
  s3: perRegion((options) =>
    whereEndpointIsSet(new S3Client({ ...options, followRegionRedirects: true }), {
      forcePathStyle: true,
    }),
  ),
};
