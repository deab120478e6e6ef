import { accountParameters } from '../targets/account-parameters.ts';

export const parameters = accountParameters;
