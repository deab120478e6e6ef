import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { perRegion } from './per-region.ts';

/** User pools, with the rights of the caller. */
export const userPoolsClient = perRegion((options) => new CognitoIdentityProviderClient(options));
