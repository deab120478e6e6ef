import * as z from 'zod';
import { once } from './when-asked.ts';

/** How much of an error's message is kept of each item: state data hold those of all of them. */
const longestItemMessage = 300;

/**
 * What a state in a Map gives of an item on which it failed: an error as data, so that the other items
 * go on. It is an alternative of the output of each such state.
 */
export const failedItemSchema = once(() =>
  z.strictObject({
    status: z.literal('failed'),
    error: z.string(),
    message: z.string().max(longestItemMessage),
  }),
);
export type FailedItem = z.infer<ReturnType<typeof failedItemSchema>>;

/** An error as data; the log has its whole message. */
export function failedItem({ name, message }: Error): FailedItem {
  const cut = message.length > longestItemMessage;
  return {
    status: 'failed',
    error: name,
    message: cut ? `${message.slice(0, longestItemMessage - 1)}…` : message,
  };
}
