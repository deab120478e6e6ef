import {
  lexIdPattern,
  lexV1Patterns,
  type InteractionsGrant,
} from '../../../contract/grants/interactions.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

/**
 * The calls of a conversation in Lex V2, for text and for speech: those that took the place of the ones
 * that Gen 1 grants (docs/facts/gen1-grants.md, "Interactions"). The calls that read or
 * change a session by its id are left out: the caller chooses that id, so it could be anybody's.
 */
const botActions = ['lex:RecognizeText', 'lex:RecognizeUtterance'] as const;

/** The bot of a grant under its alias; `null` for a bot of Lex V1, which no longer exists. */
export function bot(
  { bot: id, alias, region }: InteractionsGrant,
  defaultRegion: string,
): NamedResource | null {
  if (!lexIdPattern.test(id) || alias === null) return null;
  return { service: 'lex', id: `${id}/${alias}`, region: region ?? defaultRegion, owner: null };
}

export function isLexV1({ bot: id }: InteractionsGrant): boolean {
  return !lexIdPattern.test(id) && lexV1Patterns.some((pattern) => pattern.test(id));
}

/** What one interactions grant gives to the role of some users. */
export function interactionPermissions(
  grant: InteractionsGrant,
  grantee: Grantee,
  { id }: NamedResource,
  place: Place,
): readonly Permission[] {
  if (!rightsOf(grant, grantee)) return [];
  return botActions.map((action) => ({ action, resource: arnIn(place, 'lex', `bot-alias/${id}`) }));
}
