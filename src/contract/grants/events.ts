import * as z from 'zod';
import { arnPattern, eitherPattern, region, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** An Event API has an id like a GraphQL API. */
const eventApiIdPattern = /^[a-z0-9]{20,32}$/;
export const eventApiArnPattern = arnPattern('appsync', String.raw`apis\/([a-z0-9]{20,32})`);
/** A namespace (AppSync API reference, CreateChannelNamespace, `name`), and whatever lies in it. */
export const channelsPattern = /^\/([A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?)\/\*$/;

const eventOperationSchema = once(() => z.enum(['connect', 'publish', 'subscribe']));
const operations = once(() => z.array(eventOperationSchema()));

/** `connect` is to the API itself, as IAM knows it; the others are on the channels of the namespace. */
const channelsSchema = once(() =>
  z.strictObject({
    path: z
      .string()
      .regex(
        channelsPattern,
        'needs a namespace like "/chat/*": IAM knows no single channel within one',
      ),
    authenticated: operations().default([]),
    guest: operations().default([]),
    groups: z.record(groupName, operations()).default({}),
  }),
);

/** An Event API of AppSync whose channels take IAM authorization. */
export const eventsGrantSchema = once(() =>
  z.strictObject({
    api: z
      .string()
      .regex(
        eitherPattern(eventApiIdPattern, eventApiArnPattern),
        'needs the id or the ARN of an Event API of AppSync, like "abcdefghijklmnopqrstuvwxyz"',
      ),
    region: region.nullable().default(null),
    channels: z.array(channelsSchema()),
  }),
);

export type EventsGrant = z.infer<ReturnType<typeof eventsGrantSchema>>;
/** `connect`, `publish` or `subscribe`. */
export type EventOperation = z.infer<ReturnType<typeof eventOperationSchema>>;
