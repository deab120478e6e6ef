import { hostingPlace } from '../../../domain/targets/hosting/place.ts';
import { isThere } from '../../../domain/targets/hosting/rules.ts';
import type { TargetSteps } from '../target-steps.ts';
import { followHosting } from './follow.ts';
import { writeHosting } from './write.ts';

/** What reads and writes variables of Amplify Hosting, and follows its builds. */
export const hostingSteps: TargetSteps = {
  read: async ({ id, names }, _link, { hosting }) => {
    const place = hostingPlace(id);
    return isThere(place.region) ? hosting.look(place, names) : { status: 'not-found' };
  },
  write: writeHosting,
  follow: followHosting,
};
