import type { RunRequest } from '../../../contract/request.ts';
import { userPoolOf } from '../../named-pools.ts';
import { bot } from '../../grants/interactions.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import type { Bot } from '../client-config.ts';
import { distinctBy, foundResources } from './found-resources.ts';

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
