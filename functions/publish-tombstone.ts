import { publishTombstone } from '../src/procedures/removal/publish-tombstone.ts';
import { step } from '../src/step.ts';

/** Notes what earlier runs may have left, and publishes the tombstone. */
export const handler = step('Publish tombstone', publishTombstone);
