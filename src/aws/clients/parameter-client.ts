import { SSMClient } from '@aws-sdk/client-ssm';
import { perRegion } from './per-region.ts';

/** Loaded for a link with parameters only. */
export const parameterStore = perRegion((options) => new SSMClient(options));
