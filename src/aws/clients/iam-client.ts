import { IAMClient } from '@aws-sdk/client-iam';
import { perRegion } from './per-region.ts';

/** Roles and their policies, with the rights of the caller. */
export const iam = perRegion((options) => new IAMClient(options));
