import { centralCognito } from '../account/central-cognito.ts';

/** Pools of other accounts. */
export const central = centralCognito();
