import * as z from 'zod';
import { Fault, UserError } from '../../contract/errors.ts';
import { loosely } from '../../contract/loosely.ts';
import { reportSchema } from '../../contract/report.ts';
import { resultSchema, type Result } from '../../contract/result.ts';
import { plural } from '../../contract/text.ts';
import { parseJson } from '../../domain/canonical.ts';
import type { ToldResult } from '../../domain/run/execution.ts';

/** Reads a report by its address; `null` when nothing is there. */
export type ReadReport = (address: string) => Promise<string | null>;

/** What a report says of the result, without what it says beside it. */
const resultOfReport = z.object(loosely(resultSchema).shape);

/**
 * The result of an execution with all its findings, from its report, where the execution itself could not
 * tell them. Reading the report is a right of its own: without it the result says what is missing.
 */
export async function wholeResult({ result, line }: ToldResult, read: ReadReport): Promise<Result> {
  const { report: address } = result;
  if (address === undefined || (line === null && result.missing === undefined)) return result;
  const report = await attempt(address, read);
  if (typeof report !== 'string') {
    const { error } = result;
    return { ...resultOfReport.parse(report), ...(error && { error }) };
  }
  const missing = line
    ? `Of ${plural(line.findings.length, 'finding')} only code, severity and subject are known here${line.more ? `, and ${line.more} more are left out` : ''}`
    : result.missing;
  return { ...result, missing: `${missing}: ${report}` };
}

/** The report, or why it cannot be had. */
async function attempt(address: string, read: ReadReport): Promise<object | string> {
  try {
    const text = await read(address);
    if (text === null) return `nothing is at ${address}.`;
    const report = reportSchema.safeParse(parseJson(text));
    return report.success ? report.data : `${address} is no report that this version can read.`;
  } catch (error) {
    if (error instanceof UserError || error instanceof Fault) return error.message;
    throw error;
  }
}
