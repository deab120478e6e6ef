import type { InteractionsGrant } from '../../../contract/grants/interactions.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { botsOf } from './config.ts';
import { bot, interactionPermissions, isLexV1 } from './permissions.ts';

/** Bots of Lex V2 under an alias. */
export const interactionsCategory = {
  places: (grant, where) => [placeAt(where, grant)],
  resource: bot,
  permissions: toEach(interactionPermissions),
  retired: (grant) => (isLexV1(grant) ? { service: 'Lex V1', resource: grant.bot } : null),
  findings: () => [],
  config: ({ request, resources }) => botsOf(request, resources),
} satisfies Category<InteractionsGrant>;
