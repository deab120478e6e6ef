import { cognitoUserPools } from '../account/user-pools.ts';

/** User pools of the account. */
export const userPools = cognitoUserPools();
