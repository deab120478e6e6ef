import { cognitoUserPools } from '../account/user-pools.ts';

export const userPools = cognitoUserPools();
