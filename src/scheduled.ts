import middy from '@middy/core';
import * as z from 'zod';
import type { EventFunctionName } from './contract/event-functions.ts';
import type { EventServices } from './procedures/ports.ts';
import { writeLog } from './log.ts';

type ScheduledHandler = (
  event: unknown,
  context: { readonly services: EventServices },
) => Promise<number>;

/** The event of a rule with a rate; whoever starts the function by hand may leave it out. */
const eventSchema = z.object({ time: z.iso.datetime() });

/**
 * Makes a function one that a rule starts on a schedule, by its name in the list. It is told when it was
 * due: Lambda tries a failed one again with the same event. `work` returns how much it has done; what it
 * throws reaches the queue of dead letters, once Lambda has tried it in vain.
 */
export function onSchedule(
  name: EventFunctionName,
  work: (due: Date, services: EventServices) => Promise<number>,
): ScheduledHandler {
  const run: ScheduledHandler = async (event, { services }) => {
    const { data } = eventSchema.safeParse(event);
    const done = await work(data ? new Date(data.time) : services.now(), services);
    writeLog('ScheduleEnded', { function: name, done });
    return done;
  };
  // As a step does: answered early, the handler would run on beside its second try.
  const handler = middy(run, { timeoutEarlyInMillis: 0 })
    .before(() => writeLog('ScheduleStarted', { function: name }))
    .onError(({ error }) =>
      writeLog('ScheduleFailed', { function: name, error: error?.name, message: error?.message }),
    );
  return (event, context) => handler(event, context);
}
