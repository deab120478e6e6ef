import { finding, type Finding } from '../../contract/findings.ts';
import type { ClassicFlow } from '../../contract/pool-settings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { requestedGrants } from './categories.ts';
import type { KnownResources } from './resources/granted-resource.ts';
import { guideListing, guestsReach } from './guest-scope.ts';

type Granting = Pick<RunRequest, 'grants' | 'userPoolId'>;

/** What a request grants to guests, and they will not be able to use or were not given whole. */
export function guestFindings(
  request: Granting,
  known: KnownResources,
  classicFlow?: ClassicFlow,
): Finding[] {
  return [...outOfScope(request, known, classicFlow), ...writesLeftOut(request)];
}

function outOfScope(
  request: Granting,
  known: KnownResources,
  classicFlow: ClassicFlow | undefined,
): Finding[] {
  return requestedGrants(request).flatMap(({ subject, permissions }) => {
    const actions = permissions([{ kind: 'guest' }], known)
      .filter(({ effect = 'Allow', action }) => effect === 'Allow' && !guestsReach(action))
      .map(({ action }) => action);
    const [first] = actions;
    if (first === undefined) return [];
    const facts = { grant: subject, actions: [...new Set(actions)] };
    const guide = guideListing(first);
    return [
      finding('GUEST_OUT_OF_SCOPE', {
        ...facts,
        ...(guide && { guide }),
        ...(classicFlow && { classicFlow }),
      }),
    ];
  });
}

/** A whole API is for guests to read: what they may write is named. */
function writesLeftOut({ grants }: Granting): Finding[] {
  return grants.graphql.flatMap(({ api, guest }, index) =>
    guest === true
      ? [finding('GUEST_WRITES_LEFT_OUT', { grant: `grants.graphql.${index}`, api })]
      : [],
  );
}
