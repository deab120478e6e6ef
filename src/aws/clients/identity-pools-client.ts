import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { perRegion } from './per-region.ts';

/** Identity pools, with the rights of the caller. */
export const identityPoolsClient = perRegion((options) => new CognitoIdentityClient(options));
