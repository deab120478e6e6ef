import { accountParameters } from '../targets/account-parameters.ts';

/** Parameters of the account. */
export const parameters = accountParameters;
