import { amplifyHosting } from '../targets/hosting.ts';

export const hosting = amplifyHosting();
