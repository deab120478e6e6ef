import type { RunRequest } from '../../../contract/request.ts';
import { bot } from './permissions.ts';
import type { ResourceReadings } from '../resources/readings.ts';
import { distinctBy, foundResources } from '../resources/found-resources.ts';

/** A bot of Lex V2 under one alias. */
export type Bot = {
  readonly botId: string;
  readonly aliasId: string;
  readonly region: string;
  /** Languages of the alias, sorted: `en_US`, … */
  readonly locales: readonly string[];
};
import { userPoolOf } from '../../named-pools.ts';

export function botsOf(
  request: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
): readonly Bot[] {
  const { interactions } = request.grants;
  const { region } = userPoolOf(request);
  const named = (grant: (typeof interactions)[number]) => bot(grant, region);
  const bots = foundResources(interactions, named, readings, 'lex').map(({ id, place, facts }) => {
    const [botId = '', aliasId = ''] = id.split('/');
    return { botId, aliasId, region: place.region, locales: facts.locales };
  });
  return distinctBy(bots, ({ botId, aliasId, region: at }) => `${at} ${botId} ${aliasId}`);
}
