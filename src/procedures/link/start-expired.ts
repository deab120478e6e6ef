import pLimit from 'p-limit';
import { eventFunctions } from '../../contract/event-functions.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { listing } from '../../contract/text.ts';
import { expiryStart } from '../../domain/link/expiry-start.ts';
import type { EventServices } from '../ports.ts';

/** Step Functions takes some hundred starts at once, and some a second from then on. */
const startsAtOnce = 10;

/**
 * Starts the removal of every link whose end has come. Whether it still has, each removal asks under its
 * lease. A start that fails keeps no other from its own. Returns how many were started.
 *
 * `time`: when this was due, by which starts are named, so that a second try starts nothing twice
 *
 * @throws AggregateError once all were tried, when some could not be started
 */
export async function startExpired(
  time: Date,
  { linkIndex, executions, now }: EventServices,
): Promise<number> {
  const due = await linkIndex.expiredBy(now().toISOString());
  const { everyMinutes } = eventFunctions['start-expired'];
  const atOnce = pLimit(startsAtOnce);
  const ended = await Promise.allSettled(
    due.map((link) =>
      atOnce(async () => {
        const { name, input } = expiryStart(link, time, everyMinutes);
        await executions.start('remove-auth', name, input);
      }),
    ),
  );
  const failed = ended.flatMap((end, index) =>
    end.status === 'rejected' ? [{ link: due[index]!, error: end.reason as Error }] : [],
  );
  if (failed.length > 0) throw notStarted(failed, due.length);
  return due.length;
}

function notStarted(
  failed: readonly { readonly link: LinkName; readonly error: Error }[],
  all: number,
): AggregateError {
  const told = failed.map(
    ({ link, error }) => `${linkLabel(link)}: ${error.name}: ${error.message}`,
  );
  return new AggregateError(
    failed.map(({ error }) => error),
    `${failed.length} of ${all} removals could not be started. ${listing(told, '; ')}`,
  );
}
