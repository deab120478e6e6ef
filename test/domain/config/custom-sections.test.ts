import { describe, expect, it } from '@jest/globals';
import type { ResourcesConfig } from 'aws-amplify';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import type { ClientConfig } from '../../../src/domain/config/client-config.ts';
import {
  analyticsConfig,
  interactionsConfig,
  predictionsConfig,
} from '../../../src/domain/config/resources-config.ts';
import { botAliasId, botId } from '../../support/builders/grants.ts';
import { clientConfig } from '../../support/builders/settings.ts';
import { renderAndRead } from './read-files.ts';

/**
 * What `amplify_outputs.json` has no keys for stands under its `custom` in the shape of the library's
 * own configuration, so that an app spreads it.
 */

const region = 'eu-west-1';
const everyUse = (['image', 'text', 'speech', 'transcribe', 'translate'] as const).map((use) => ({
  use,
  region,
}));
const bot = { botId, aliasId: botAliasId, region, locales: ['de_DE', 'en_US'] };

/** The library demands one part of each, whichever. */
type Part<Name extends keyof ResourcesConfig> = Partial<NonNullable<ResourcesConfig[Name]>>;

const read = (overrides: Partial<ClientConfig>) => {
  const { exports, outputs } = renderAndRead(clientConfig(overrides));
  return { exports, outputs, byExports: parseAmplifyConfig(exports) };
};

describe('Predictions', () => {
  it('are the same to the library by either file', () => {
    const { byExports, outputs } = read({ predictions: everyUse });
    const own: Part<'Predictions'> | null = predictionsConfig(everyUse);

    expect(own).toEqual({
      convert: {
        translateText: { region, proxy: false },
        speechGenerator: { region, proxy: false },
        transcription: { region, proxy: false },
      },
      identify: {
        identifyText: { region, proxy: false },
        identifyEntities: { region, proxy: false, celebrityDetectionEnabled: true },
        identifyLabels: { region, proxy: false },
      },
      interpret: { interpretText: { region, proxy: false, defaults: { type: 'all' } } },
    });
    expect(byExports.Predictions).toEqual(own);
    expect(outputs.custom).toEqual({ Predictions: own });
  });

  it('are each in the region of the first of their use', () => {
    const uses = [...everyUse, { use: 'text' as const, region: 'us-east-1' }].toReversed();

    expect(predictionsConfig(uses)?.interpret?.interpretText.region).toBe('us-east-1');
    expect(predictionsConfig([])).toBeNull();
  });
});

describe('Bots', () => {
  it('stand in the outputs as the library takes them, each language under a name of its own', () => {
    const { outputs, exports } = read({ bots: [bot, { ...bot, aliasId: 'PRODALIAS1' }] });
    const own: Part<'Interactions'> | null = interactionsConfig([bot]);

    expect(own?.LexV2).toEqual({
      [`${botId}_de_DE`]: { botId, aliasId: botAliasId, localeId: 'de_DE', region },
      [`${botId}_en_US`]: { botId, aliasId: botAliasId, localeId: 'en_US', region },
    });
    expect(outputs.custom).toEqual({
      Interactions: {
        LexV2: {
          ...own?.LexV2,
          [`${botId}_PRODALIAS1_de_DE`]: expect.objectContaining({ aliasId: 'PRODALIAS1' }),
          [`${botId}_PRODALIAS1_en_US`]: expect.objectContaining({ aliasId: 'PRODALIAS1' }),
        },
      },
    });
    expect(JSON.stringify(exports)).not.toContain(botId);
  });

  it('that answer in no language are left out', () => {
    expect(interactionsConfig([{ ...bot, locales: [] }])).toBeNull();
  });
});

describe('Streams', () => {
  it('stand in the outputs: where the library sends records, and the names that a call needs', () => {
    const streams: ClientConfig['streams'] = [
      { service: 'kinesis', name: 'clicks', region },
      { service: 'firehose', name: 'archive', region: 'us-east-1' },
    ];
    const own: Part<'Analytics'> | null = analyticsConfig(streams);

    const { outputs, exports } = read({ streams });

    expect(own).toEqual({ Kinesis: { region }, KinesisFirehose: { region: 'us-east-1' } });
    expect(outputs.custom).toEqual({ Analytics: own, streams });
    expect(JSON.stringify(exports)).not.toContain('clicks');
    expect(analyticsConfig(streams.slice(1))).toEqual({ KinesisFirehose: { region: 'us-east-1' } });
  });
});
