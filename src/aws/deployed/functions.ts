import { accountFunctions } from '../targets/account-functions.ts';

export const functions = accountFunctions;
