import {
  DescribeBotAliasCommand,
  ListTagsForResourceCommand,
  type BotAliasLocaleSettings,
} from '@aws-sdk/client-lex-models-v2';
import { compareText } from '../../../domain/canonical.ts';
import { partitionOf } from '../../../domain/ids.ts';
import { arnIn } from '../../../contract/named-resource.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { lexModels } from '../../clients/lex-client.ts';
import { allowTagIn, unread, type Describe } from './describer.ts';

/** A bot of Lex V2 under an alias; no answer holds its ARN. */
export const describeBotAlias: Describe = async (
  { id, region: named },
  { withTag, account: ask },
) => {
  const region = named ?? '';
  const account = await ask();
  if (account === null) return { status: 'denied', action: 'sts:GetCallerIdentity' };
  const place = { partition: partitionOf(region), region, account };
  const arn = arnIn(place, 'lex', `bot-alias/${id}`);
  const [botId, botAliasId] = id.split('/');
  const [alias, tag] = await Promise.all([
    reading('lex:DescribeBotAlias', id, () =>
      lexModels(region).send(new DescribeBotAliasCommand({ botId, botAliasId }), sendOptions()),
    ),
    withTag ? reading('lex:ListTagsForResource', id, () => tagOf(region, arn)) : unread,
  ]);
  if (alias.status !== 'found') return alias;
  if (tag.status === 'denied') return tag;
  const allowTag = tag.status === 'found' ? tag.value : null;
  const locales = enabledLocales(alias.value.botAliasLocaleSettings);
  return { status: 'found', value: { arn, place, allowTag, facts: { service: 'lex', locales } } };
};

/** The languages in which an alias answers: one that is not enabled is there for tests alone. */
function enabledLocales(settings: Record<string, BotAliasLocaleSettings> = {}): readonly string[] {
  return Object.entries(settings)
    .flatMap(([locale, { enabled }]) => (enabled ? [locale] : []))
    .toSorted(compareText);
}

async function tagOf(region: string, resourceARN: string): Promise<string | null> {
  const { tags } = await lexModels(region).send(
    new ListTagsForResourceCommand({ resourceARN }),
    sendOptions(),
  );
  return allowTagIn(tags);
}
