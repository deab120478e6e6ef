import * as z from 'zod';
import { once } from '../when-asked.ts';

/**
 * What "Record link" stores beside the revision, and the only source of what a push writes: a late event
 * cannot bring back older values.
 */
export const publishedValuesSchema = once(() =>
  z.strictObject({
    userPoolId: z.string(),
    /** `null` for a pool of another account, to which no function of this one can be given access. */
    userPoolArn: z.string().nullable(),
    webClientId: z.string().nullable(),
    nativeClientId: z.string().nullable(),
    identityPoolId: z.string().nullable(),
    /** Of the user pool. */
    region: z.string(),
    revision: z.number().int(),
    /** The owner of the user pool had given their word that functions of the app may work on its users. */
    accessAllowed: z.boolean(),
    /** By the id of a function target, its execution role as the agreed plan read it. */
    executionRoles: z.record(z.string(), z.string().nullable()),
  }),
);
export type PublishedValues = z.infer<ReturnType<typeof publishedValuesSchema>>;

/** What the values of a target are made from. */
export type ValueSource = PublishedValues & {
  readonly app: string;
  readonly env: string;
  /** `s3://<bucket>/config/<app>/<env>/`, as `fetch` takes it; `null`: a folder store has none. */
  readonly configUri: string | null;
};
