import { startExpired } from '../../src/procedures/link/start-expired.ts';
import { onSchedule } from '../../src/scheduled.ts';

/** Starts the removal of environments whose end has come. */
export const handler = onSchedule('start-expired', startExpired);
