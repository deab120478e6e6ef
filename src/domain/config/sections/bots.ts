import type { RunRequest } from '../../../contract/request.ts';
import { regionOfPool } from '../../../contract/aws-names.ts';
import { bot } from '../../grants/interactions.ts';
import type { ResourceReadings } from '../../grants/resource-readings.ts';
import type { Bot } from '../client-config.ts';
import { distinctBy, foundResources } from './found-resources.ts';

export function botsOf(
  { grants: { interactions }, userPoolId }: Pick<RunRequest, 'grants' | 'userPoolId'>,
  readings: ResourceReadings,
): readonly Bot[] {
  const region = regionOfPool(userPoolId);
  const named = (grant: (typeof interactions)[number]) => bot(grant, region);
  const bots = foundResources(interactions, named, readings, 'lex').map(({ id, place, facts }) => {
    const [botId = '', aliasId = ''] = id.split('/');
    return { botId, aliasId, region: place.region, locales: facts.locales };
  });
  return distinctBy(bots, ({ botId, aliasId, region: at }) => `${at} ${botId} ${aliasId}`);
}
