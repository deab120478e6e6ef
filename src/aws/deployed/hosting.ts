import { amplifyHosting } from '../targets/hosting.ts';

/** Apps of Amplify Hosting, of the account. */
export const hosting = amplifyHosting();
