import * as z from 'zod';
import type { LinkName } from './link.ts';
import { once } from './when-asked.ts';

/** Events on the bus `amplify-import`; `source` is `amplify-import.<app>`, in and out. */
export const busName = 'amplify-import';
export const sourcePrefix = 'amplify-import.';

export const detailTypes = {
  importRequested: 'Auth Import Requested',
  pushRequested: 'Auth Push Requested',
  removeRequested: 'Auth Remove Requested',
  importRefused: 'Auth Import Refused',
  importFailed: 'Auth Import Failed',
  needsReview: 'Auth Import Needs Review',
  configPublished: 'Auth Config Published',
  pushed: 'Auth Pushed',
  pushFailed: 'Auth Push Failed',
  removed: 'Auth Removed',
} as const;

export type DetailType = (typeof detailTypes)[keyof typeof detailTypes];

/** The detail type of Step Functions' own event about an execution. */
export const statusChangeDetailType = 'Step Functions Execution Status Change';

/** The source of a link's events. */
export function eventSource({ app }: Pick<LinkName, 'app'>): string {
  return `${sourcePrefix}${app}`;
}

/** An event as EventBridge hands it to a target; other fields of the envelope are ignored. */
export const eventSchema = once(() =>
  z.object({
    id: z.string().optional(),
    /** When it was put, in whole seconds (EventBridge user guide, "AWS service event metadata"). */
    time: z.string().optional(),
    source: z.string(),
    'detail-type': z.string(),
    detail: z.record(z.string(), z.json()),
  }),
);
export type BusEvent = z.infer<ReturnType<typeof eventSchema>>;

/** What every event of ours says in its detail. */
export const announcementSchema = once(() =>
  z.object({
    version: z.literal('1'),
    app: z.string(),
    env: z.string(),
    executionId: z.string().optional(),
    revision: z.number().int().nullable().optional(),
  }),
);

/** What an event of Step Functions says about an execution that ended without running its Catch. */
export const statusChangeSchema = once(() =>
  z.object({
    executionArn: z.string(),
    stateMachineArn: z.string(),
    status: z.string(),
    /** When the execution began, in milliseconds. */
    startDate: z.number().optional(),
    input: z.string().nullable().optional(),
  }),
);
