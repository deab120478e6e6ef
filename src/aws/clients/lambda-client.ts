import { LambdaClient } from '@aws-sdk/client-lambda';
import { perRegion } from './per-region.ts';

/** Loaded for a link that has functions only. */
export const lambdas = perRegion((options) => new LambdaClient(options));
