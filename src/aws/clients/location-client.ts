import { LocationClient } from '@aws-sdk/client-location';
import { perRegion } from './per-region.ts';
import { whereEndpointIsSet } from './set-endpoint.ts';

/**
 * Loaded for a run that grants a resource of Amazon Location only. Its parts are hosts below that of the
 * service, unless an endpoint is set.
 */
export const location = perRegion((options) =>
  whereEndpointIsSet(new LocationClient(options), { disableHostPrefix: true }),
);
