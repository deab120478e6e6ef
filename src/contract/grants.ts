import * as z from 'zod';
import { analyticsGrantSchema } from './grants/analytics.ts';
import { eventsGrantSchema } from './grants/events.ts';
import { geoGrantSchema } from './grants/geo.ts';
import { graphqlGrantSchema } from './grants/graphql.ts';
import { interactionsGrantSchema } from './grants/interactions.ts';
import { predictionsGrantSchema } from './grants/predictions.ts';
import { restGrantSchema } from './grants/rest.ts';
import { storageGrantsSchema } from './grants/storage.ts';
import { once } from './when-asked.ts';

/** What signed-in users, guests and groups may do, by category: one file each. */
export const grantsSchema = once(() =>
  z.strictObject({
    storage: storageGrantsSchema().default([]),
    graphql: z.array(graphqlGrantSchema()).default([]),
    rest: z.array(restGrantSchema()).default([]),
    analytics: z.array(analyticsGrantSchema()).default([]),
    geo: z.array(geoGrantSchema()).default([]),
    predictions: z.array(predictionsGrantSchema()).default([]),
    interactions: z.array(interactionsGrantSchema()).default([]),
    events: z.array(eventsGrantSchema()).default([]),
  }),
);

export type Grants = z.infer<ReturnType<typeof grantsSchema>>;
/** The categories that a request can grant. */
export type GrantCategory = keyof Grants;
