import * as z from 'zod';
import { detailTypes } from './events.ts';
import { pushRequestSchema } from './push/request.ts';
import { removeEventSchema } from './removal/request.ts';
import { requestSchema } from './request.ts';

/** What an event of each type says in its detail. docs/events has the same as JSON Schema. */

/** Whoever asks may say which execution of theirs does; nobody reads it. */
const asking = { executionId: z.string().optional() };

/** Nobody reads it either: pushed or removed is what the link has recorded. */
const hint = { revision: z.number().int().nullable().optional() };

/**
 * Details of events by which others ask for something: no key that is not named here.
 *
 * @internal for tests, which hold each kind by itself
 */
export const requestedDetails = {
  [detailTypes.importRequested]: requestSchema().extend({
    version: z.literal('1').optional(),
    ...asking,
  }),
  [detailTypes.pushRequested]: pushRequestSchema().extend({
    version: z.literal('1'),
    ...asking,
    ...hint,
  }),
  [detailTypes.removeRequested]: removeEventSchema().extend({
    version: z.literal('1'),
    ...asking,
    ...hint,
  }),
} as const;

const told = {
  version: z.literal('1'),
  app: z.string(),
  env: z.string(),
  executionId: z.string().describe('The execution that tells it, or the run in process'),
};
const revision = z.number().int().nullable();
const report = z.string().describe('Where the report of the run lies');
const error = z.string().describe('A name of docs/errors.md');

/** An import that was refused, or that failed. */
const badImport = z.strictObject({ ...told, error, report });

/** Details of events by which the machines tell what they did. */
export const announcedDetails = {
  [detailTypes.configPublished]: z.strictObject({
    ...told,
    revision: revision.describe(
      'The one that is published; null: it was published by a run that died, and this one does not know it',
    ),
  }),
  [detailTypes.importRefused]: badImport,
  [detailTypes.importFailed]: badImport,
  [detailTypes.pushed]: z.strictObject({
    ...told,
    revision: revision.describe('The one that was pushed; null: none is published'),
    pushed: z.array(z.string()).describe('Ids of the targets'),
    superseded: z.boolean().describe('Another run pushes it instead'),
  }),
  [detailTypes.pushFailed]: z.strictObject({
    ...told,
    error,
    failed: z
      .array(z.strictObject({ target: z.string(), error: z.string() }))
      .describe(
        'Targets that have not got it, each with the name of an error or the code of a finding',
      ),
    report,
  }),
  [detailTypes.removed]: z.strictObject({
    ...told,
    revision: revision.describe('The last that was published; null: none ever was'),
    left: z.number().int().describe('How many policies and targets could not be taken back'),
  }),
} as const;

/** The detail of an announcement of a type. */
export type Announced<Type extends keyof typeof announcedDetails> = z.infer<
  (typeof announcedDetails)[Type]
>;

/** The schema of every type of event that is put; a type that is reserved has none. */
export const detailSchemas: Readonly<Record<string, z.ZodType>> = {
  ...requestedDetails,
  ...announcedDetails,
};
