import { InvalidRequest } from '../../contract/errors/run-errors.ts';
import type { Finding } from '../../contract/finding.ts';
import { environmentCatalogue } from '../../contract/findings/environment.ts';
import { findingBy } from '../../contract/findings/finding-by.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { RunRequest } from '../../contract/request.ts';

/** What a request says of the end of its environment. */
type Ending = Pick<RunRequest, 'app' | 'env' | 'expires' | 'removeByEvent'>;

/** What whoever agrees to a plan agrees to of the end of the environment. */
export function endOf({
  expires,
  removeByEvent,
}: Pick<Ending, 'expires' | 'removeByEvent'>): Pick<Ending, 'expires' | 'removeByEvent'> {
  return { expires, removeByEvent };
}

/** Says when an environment ends, and who sees to that: the stack, or nobody but a person. */
export function expiryFindings(request: Ending, watched: boolean): Finding[] {
  const { expires, removeByEvent } = request;
  if (expires === null) return [];
  const facts = { link: linkLabel(request), expires, removeByEvent, watched };
  return [findingBy('LINK_EXPIRES', environmentCatalogue().LINK_EXPIRES, facts)];
}

/** Why an environment cannot be imported with the end that a request names; `null`: it can. */
export function pastEnd({ expires }: Pick<Ending, 'expires'>, now: Date): string | null {
  if (expires === null || Date.parse(expires) > now.getTime()) return null;
  return `expires: ${expires} is past; send the request with a later time.`;
}

/**
 * Keeps an environment from going on beyond its end without a word: whoever imports it again says until
 * when. Asked under the lease, so that a removal which goes by the recorded end cannot come between.
 *
 * @throws InvalidRequest
 */
export function requireEndAhead(request: Ending, item: LinkItem, now: Date): void {
  const named = pastEnd(request, now);
  if (named !== null) throw new InvalidRequest(named, 'Nothing was written.');
  if (item.removed !== null || request.expires !== null || item.request === null) return;
  const { expires } = item.request;
  if (pastEnd({ expires }, now) === null) return;
  throw new InvalidRequest(
    `${linkLabel(request)} has expired: its end was ${expires}, and the request names no other.`,
    'Send it with "expires", a time to come.',
  );
}
