import { cognitoIdentityPools } from '../account/identity-pools.ts';

export const identityPools = cognitoIdentityPools();
