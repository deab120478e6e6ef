import { LocationClient } from '@aws-sdk/client-location';
import { perRegion } from './per-region.ts';

/** Loaded for a run that grants a resource of Amazon Location only. */
export const location = perRegion((options) => new LocationClient(options));
