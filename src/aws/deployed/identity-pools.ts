import { cognitoIdentityPools } from '../account/identity-pools.ts';

/** Identity pools of the account. */
export const identityPools = cognitoIdentityPools();
