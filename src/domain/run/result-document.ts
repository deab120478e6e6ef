import * as z from 'zod';
import { loosely } from '../../contract/loosely.ts';
import { pushReportSchema } from '../../contract/push/report.ts';
import { pushResultSchema, type PushResult } from '../../contract/push/result.ts';
import { removalReportSchema } from '../../contract/removal/report.ts';
import { removalResultSchema, type RemovalResult } from '../../contract/removal/result.ts';
import { reportSchema } from '../../contract/report.ts';
import { resultSchema, type Result } from '../../contract/result.ts';
import { once } from '../../contract/when-asked.ts';

/** What the result documents of all machines have. */
export type ResultDocument = Pick<Result, 'error' | 'findings' | 'missing' | 'report'>;

/** An execution that ended badly, as far as its error and its cause tell. */
type BadEnd = ResultDocument & { readonly status: 'refused' | 'failed' };

/** The document in which a machine's executions end: how it is found, and made where there is none. */
export type DocumentKind<Document extends ResultDocument> = {
  /** What the output of an execution says of its result. @throws ZodError */
  readonly read: (result: unknown) => Document;
  /** The result that a report holds; `null`: it is no report that this version can read. */
  readonly readReport: (report: unknown) => Document | null;
  /** The document of an execution of which nothing but a bad end is known. */
  readonly ofBadEnd: (end: BadEnd) => Document;
};

const result = once(() => loosely(resultSchema()));
const pushResult = once(() => loosely(pushResultSchema()));
const removalResult = once(() => loosely(removalResultSchema()));
// What a report says of the result, without what it says beside it.
const resultOfReport = once(() => z.object(result().shape));
const pushResultOfReport = once(() => z.object(pushResult().shape));
const removalResultOfReport = once(() => z.object(removalResult().shape));

/** Of an import. */
export const importDocument: DocumentKind<Result> = {
  read: (told) => result().parse(told),
  readReport: (text) => {
    const report = reportSchema().safeParse(text);
    return report.success ? resultOfReport().parse(report.data) : null;
  },
  ofBadEnd: (end) => end,
};

/** Of a push. */
export const pushDocument: DocumentKind<PushResult> = {
  read: (told) => pushResult().parse(told),
  readReport: (text) => {
    const report = pushReportSchema().safeParse(text);
    return report.success ? pushResultOfReport().parse(report.data) : null;
  },
  ofBadEnd: (end) => ({ ...end, revision: null, targets: [], superseded: false }),
};

/** Of a removal. */
export const removalDocument: DocumentKind<RemovalResult> = {
  read: (told) => removalResult().parse(told),
  readReport: (text) => {
    const report = removalReportSchema().safeParse(text);
    return report.success ? removalResultOfReport().parse(report.data) : null;
  },
  ofBadEnd: (end) => ({ ...end, revision: null, roles: [], targets: [] }),
};
