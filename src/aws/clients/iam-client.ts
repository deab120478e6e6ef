import { IAMClient } from '@aws-sdk/client-iam';
import { perRegion } from './per-region.ts';

export const iam = perRegion((options) => new IAMClient(options));
