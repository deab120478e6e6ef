import * as z from 'zod';
import { region } from '../aws-names.ts';

/** What an app lets AWS understand or say (gen1-import-auth 4.8). */
export const predictionUseSchema = z.enum(['translate', 'speech', 'transcribe', 'text', 'image']);

/** No resource of the account is named: the services answer whoever may call them. */
export const predictionsGrantSchema = z.strictObject({
  use: predictionUseSchema,
  region: region.nullable().default(null),
  authenticated: z.boolean().default(false),
  guest: z.boolean().default(false),
  groups: z.record(z.string(), z.boolean()).default({}),
});

export type PredictionsGrant = z.infer<typeof predictionsGrantSchema>;
/** `translate`, `speech`, `transcribe`, `text` or `image`. */
export type PredictionUse = z.infer<typeof predictionUseSchema>;
