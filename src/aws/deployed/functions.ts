import { accountFunctions } from '../targets/account-functions.ts';

/** Functions of the account. */
export const functions = accountFunctions;
