import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { perRegion } from './per-region.ts';

/** A function puts no event: only a run in process with the stack's store does. */
export const eventBridge = perRegion((options) => new EventBridgeClient(options));
