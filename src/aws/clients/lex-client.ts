import { LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { perRegion } from './per-region.ts';

/** Loaded for a run that grants a bot only. */
export const lexModels = perRegion((options) => new LexModelsV2Client(options));
