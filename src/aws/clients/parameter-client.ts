import { SSMClient } from '@aws-sdk/client-ssm';
import { perRegion } from './per-region.ts';

/** Loaded for a link with parameters, and for whoever looks for the stack, only. */
export const parameterStore = perRegion((options) => new SSMClient(options));
