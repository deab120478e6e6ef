import { followBuilds } from '../src/procedures/push/follow-builds.ts';
import { step } from '../src/step.ts';

/** Starts the builds that are due, and looks at those that run. */
export const handler = step('Follow builds', followBuilds);
