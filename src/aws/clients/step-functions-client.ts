import { SFNClient } from '@aws-sdk/client-sfn';
import { perRegion } from './per-region.ts';

/** Executions, of the region that is named. */
export const stepFunctions = perRegion((options) => new SFNClient(options));
