import * as z from 'zod';
import { loosely } from '../loosely.ts';
import { slices } from '../slices.ts';
import { removalResultSchema } from './result.ts';
import { once } from '../when-asked.ts';

/** `removal-report.json`: the result of a removal, whole, and its run. */
export const removalReportSchema = once(() =>
  loosely(removalResultSchema().extend({ version: z.literal('1'), run: slices.run })),
);
export type RemovalReport = z.infer<ReturnType<typeof removalReportSchema>>;
