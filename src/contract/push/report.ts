import * as z from 'zod';
import { loosely } from '../loosely.ts';
import { reportedRunSchema } from '../slices.ts';
import { pushResultSchema } from './result.ts';
import { once } from '../when-asked.ts';

/** `push-report.json`: the result of a push, whole, and its run. */
export const pushReportSchema = once(() =>
  loosely(pushResultSchema().extend({ version: z.literal('1'), run: reportedRunSchema() })),
);
export type PushReport = z.infer<ReturnType<typeof pushReportSchema>>;
