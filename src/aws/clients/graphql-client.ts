import { AppSyncClient } from '@aws-sdk/client-appsync';
import { perRegion } from './per-region.ts';

/** Loaded for a run that grants a GraphQL API only. */
export const appsync = perRegion((options) => new AppSyncClient(options));
