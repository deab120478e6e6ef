import * as z from 'zod';
import { loosely } from '../loosely.ts';
import { slices } from '../slices.ts';
import { removalResultSchema } from './result.ts';

/** `removal-report.json`: the result of a removal, whole, and its run. */
export const removalReportSchema = loosely(
  removalResultSchema.extend({ version: z.literal('1'), run: slices.run }),
);
export type RemovalReport = z.infer<typeof removalReportSchema>;
