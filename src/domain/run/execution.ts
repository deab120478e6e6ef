import { consoleHost } from '../../contract/console.ts';
import { refusals } from '../../contract/errors/user-error.ts';
import type { LinkName } from '../../contract/link.ts';
import { linkPartPattern } from '../../contract/name-patterns.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { briefFindings, readCause, type CauseLine } from '../findings/cause-line.ts';
import { causeText, lambdaError } from '../findings/failure-cause.ts';
import { parseArn } from '../ids.ts';
import type { DocumentKind, ResultDocument } from './result-document.ts';

/** Step Functions takes 80 characters of these only, and the log's names none but these either. */
const longestName = 80;

/**
 * Name of an execution: `<app>_<env>_<request hash>_<time>`. Two equal requests of one second are one
 * execution. A request without readable app and env is named by its hash.
 */
export function executionName(input: unknown, now: Date): string {
  const { app, env } = askedIn(input);
  const part = (value: unknown) =>
    typeof value === 'string' ? value.replace(/[^0-9A-Za-z-]/g, '').slice(0, 24) || 'x' : 'x';
  const hash = sha256(canonicalJson(input)).slice(0, 12);
  const time = now.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  return `${part(app)}_${part(env)}_${hash}_${time}`.slice(0, longestName);
}

/** What is understood of an input before the machine reads it, which may be anything. */
type AskedInput = { app?: unknown; env?: unknown; mode?: unknown; expectPlan?: unknown };

/** What a request asks for, or an event that carries one, as far as it can be read. */
export function askedIn(input: unknown): AskedInput {
  const { detail, ...request } = (input ?? {}) as AskedInput & { detail?: object };
  return { ...request, ...detail };
}

/** The link of an input; `null`: it names none. */
export function linkNamedIn(input: unknown): LinkName | null {
  const { app, env } = askedIn(input);
  return isLinkPart(app) && isLinkPart(env) ? { app, env } : null;
}

function isLinkPart(part: unknown): part is string {
  return typeof part === 'string' && linkPartPattern.test(part);
}

/** Address of an execution in the console of its partition. */
export function consoleLink(executionArn: string): string {
  const { partition = '', region = '' } = parseArn(executionArn) ?? {};
  const host = consoleHost(partition, region);
  return `https://${host}/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

/** How an execution ended, as Step Functions tells it. */
type EndedExecution = {
  readonly status: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
};

/** What an execution tells of itself, and the line of its cause by which the report is found. */
export type ToldResult<Document extends ResultDocument> = {
  readonly result: Document;
  readonly line: CauseLine | null;
};

/**
 * The result document of an execution. A good end carries it in its output. Of a bad one there is the
 * error and its cause only: findings are told by code and subject, in the general words of their codes.
 */
export function resultOfExecution<Document extends ResultDocument>(
  { status, output, error, cause }: EndedExecution,
  document: DocumentKind<Document>,
): ToldResult<Document> {
  if (status === 'SUCCEEDED' && output !== null) {
    const { outcome } = JSON.parse(output) as { outcome?: { result?: unknown } };
    return { result: document.read(outcome?.result), line: null };
  }
  const { text, line } = readCause(causeText(cause ?? `The execution ended as ${status}.`));
  const thrown = error === 'Runtime.HandlerError' ? lambdaError(cause ?? '')?.name : null;
  const name = thrown ?? error ?? status;
  const result = document.ofBadEnd({
    status: refusals.includes(name) ? 'refused' : 'failed',
    error: { name, message: text },
    findings: line ? briefFindings(line) : [],
    ...(line && { report: line.report }),
  });
  return { result, line };
}
