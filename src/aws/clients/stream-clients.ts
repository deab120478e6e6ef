import { FirehoseClient } from '@aws-sdk/client-firehose';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { perRegion } from './per-region.ts';

/**
 * Loaded for a run that grants a stream only. Kinesis would be spoken to by HTTP/2, whose connection
 * outlives the one call that is made and which the local cloud does not understand.
 */
export const streamClients = {
  kinesis: perRegion(
    (options) => new KinesisClient({ ...options, requestHandler: new NodeHttpHandler() }),
  ),
  firehose: perRegion((options) => new FirehoseClient(options)),
};
