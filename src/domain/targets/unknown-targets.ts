import { InvalidRequest } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { listing, plural } from '../../contract/text.ts';
import { concernedTargets, type KnownTargets } from './plan-targets.ts';
import type { WantedIn } from './target-kind.ts';

/** As many targets as a person reads of a list. */
const shown = 20;

/**
 * Refuses ids of targets that the link neither wants nor holds: a push of nothing would pass for done.
 *
 * @throws InvalidRequest
 */
export function requireKnownTargets(
  link: LinkName,
  asked: readonly string[],
  wanted: WantedIn,
  known: KnownTargets,
): void {
  const ids = concernedTargets(wanted, known).map(({ id }) => id);
  const unknown = asked.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const first = ids.slice(0, shown).join(', ');
  const more = ids.length > shown ? ` and ${plural(ids.length - shown, 'more')}` : '';
  throw new InvalidRequest(
    `${listing(unknown)} ${unknown.length === 1 ? 'is no target' : 'are no targets'} of ${linkLabel(link)}.`,
    ids.length === 0 ? 'It has none.' : `Name some of its targets: ${first}${more}.`,
  );
}
