import * as z from 'zod';
import { region, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** What an app lets AWS understand or say (docs/facts/gen1-grants.md, "Predictions"). */
const predictionUseSchema = once(() =>
  z.enum(['translate', 'speech', 'transcribe', 'text', 'image']),
);

/** No resource of the account is named: the services answer whoever may call them. */
export const predictionsGrantSchema = once(() =>
  z.strictObject({
    use: predictionUseSchema(),
    region: region.nullable().default(null),
    authenticated: z.boolean().default(false),
    guest: z.boolean().default(false),
    groups: z.record(groupName, z.boolean()).default({}),
  }),
);

export type PredictionsGrant = z.infer<ReturnType<typeof predictionsGrantSchema>>;
/** `translate`, `speech`, `transcribe`, `text` or `image`. */
export type PredictionUse = z.infer<ReturnType<typeof predictionUseSchema>>;
