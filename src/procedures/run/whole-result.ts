import { Fault } from '../../contract/errors/faults.ts';
import { UserError } from '../../contract/errors/user-error.ts';
import { plural } from '../../contract/text.ts';
import { parseJson } from '../../domain/canonical.ts';
import type { ToldResult } from '../../domain/run/execution.ts';
import type { DocumentKind, ResultDocument } from '../../domain/run/result-document.ts';

/** Reads a report by its address; `null` when nothing is there. */
export type ReadReport = (address: string) => Promise<string | null>;

/**
 * The result of an execution with all its findings, from its report, where the execution itself could not
 * tell them. Reading the report is a right of its own: without it the result says what is missing.
 */
export async function wholeResult<Document extends ResultDocument>(
  { result, line }: ToldResult<Document>,
  document: DocumentKind<Document>,
  read: ReadReport,
): Promise<Document> {
  const { report: address } = result;
  if (address === undefined || (line === null && result.missing === undefined)) return result;
  const report = await attempt(address, document, read);
  if (typeof report !== 'string') {
    const { error } = result;
    return { ...report, ...(error && { error }) };
  }
  const missing = line
    ? `Of ${plural(line.findings.length, 'finding')} only code, severity and subject are known here${line.more ? `, and ${line.more} more are left out` : ''}`
    : result.missing;
  return { ...result, missing: `${missing}: ${report}` };
}

/** What the report says of the result, or why it cannot be had. */
async function attempt<Document extends ResultDocument>(
  address: string,
  document: DocumentKind<Document>,
  read: ReadReport,
): Promise<Document | string> {
  try {
    const text = await read(address);
    if (text === null) return `nothing is at ${address}.`;
    const report = document.readReport(parseJson(text));
    return report ?? `${address} is no report that this version can read.`;
  } catch (error) {
    if (error instanceof UserError || error instanceof Fault) return error.message;
    throw error;
  }
}
