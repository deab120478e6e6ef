import { lateCentral } from '../account/late-central.ts';

/** Pools of other accounts. */
export const central = lateCentral();
