import { SFNClient } from '@aws-sdk/client-sfn';
import { perRegion } from './per-region.ts';

export const stepFunctions = perRegion((options) => new SFNClient(options));
