import { centralCognito } from '../account/central-cognito.ts';

export const central = centralCognito();
