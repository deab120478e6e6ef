import { finding, type Finding } from '../../../contract/findings.ts';
import type { EventOperation } from '../../../contract/grants/events.ts';
import { userPoolOf } from '../../named-pools.ts';
import type { Judged } from '../category.ts';
import { resourceKey } from '../resources/granted-resource.ts';
import { factsOf, type EventApiFacts } from '../resources/readings.ts';
import { eventApi } from './permissions.ts';

/**
 * Whether the Event APIs that a request grants take IAM for what is granted. A namespace may choose among
 * the providers of its API anew, for what is published and subscribed to, and is not read (AppSync Events
 * guide, "Configuring authorization and authentication").
 */
export function eventApiFindings({ request, readings }: Judged): Finding[] {
  const { events } = request.grants;
  const { region } = userPoolOf(request);
  const keyOf = (grant: (typeof events)[number]) => resourceKey(eventApi(grant, region));
  return [...new Set(events.map(keyOf))].flatMap((key) => {
    const grants = events.filter((grant) => keyOf(grant) === key);
    const [first] = grants;
    const facts = factsOf(readings[key], 'appsync-events');
    if (!first || !facts) return [];
    const granted = grants.flatMap(({ channels }) =>
      channels.flatMap(({ authenticated, guest, groups }) =>
        [authenticated, guest, ...Object.values(groups)].flat(),
      ),
    );
    const { id, region: where } = eventApi(first, region);
    return withoutIam(facts, [...new Set(granted)]).map((operations) =>
      finding('EVENTS_WITHOUT_IAM', {
        api: id,
        region: where ?? '',
        modes: facts.providers,
        ...operations,
      }),
    );
  });
}

/** What is granted and does not take IAM: for certain, and as far as no namespace says otherwise. */
function withoutIam(facts: EventApiFacts, granted: readonly EventOperation[]) {
  const closed = granted.filter((operation) => !facts[operation].includes('AWS_IAM'));
  const atAll = facts.providers.includes('AWS_IAM');
  const certain = atAll ? closed.filter((operation) => operation === 'connect') : granted;
  const uncertain = atAll ? closed.filter((operation) => operation !== 'connect') : [];
  return [
    { operations: certain, certain: true },
    { operations: uncertain, certain: false },
  ].filter(({ operations }) => operations.length > 0);
}
