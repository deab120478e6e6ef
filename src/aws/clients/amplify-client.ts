import { AmplifyClient } from '@aws-sdk/client-amplify';
import { perRegion } from './per-region.ts';

/** Loaded for a run with a target of hosting only. */
export const amplifyClients = {
  reads: perRegion((options) => new AmplifyClient(options)),
  /**
   * A write is sent once: a second one of the same variables would take back what others have written
   * meanwhile, a second StartJob is refused or builds twice.
   */
  writes: perRegion((options) => new AmplifyClient({ ...options, maxAttempts: 1 })),
};
