import * as z from 'zod';
import { arnPattern, eitherPattern, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** Streams that take records. */
export const streamArnPatterns = {
  kinesis: arnPattern('kinesis', String.raw`stream\/[\w.-]{1,128}`),
  firehose: arnPattern('firehose', String.raw`deliverystream\/[\w.-]{1,64}`),
} as const;
/** Pinpoint, whose support ended on 30 October 2026: understood, and refused by a finding. */
export const pinpointArnPattern = arnPattern('mobiletargeting', String.raw`apps\/[^*?$]+`);
const understood = [...Object.values(streamArnPatterns), pinpointArnPattern];

/** A stream of Kinesis or Firehose that an app sends records to: the one thing that is granted. */
export const analyticsGrantSchema = once(() =>
  z.strictObject({
    stream: z
      .string()
      .regex(
        eitherPattern(...understood),
        'needs the ARN of a Kinesis or Firehose stream, like "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks"',
      ),
    authenticated: z.boolean().default(false),
    guest: z.boolean().default(false),
    groups: z.record(groupName, z.boolean()).default({}),
  }),
);

export type AnalyticsGrant = z.infer<ReturnType<typeof analyticsGrantSchema>>;
