import {
  detailTypes,
  eventSchema,
  eventSource,
  statusChangeDetailType,
  statusChangeSchema,
} from '../../contract/events.ts';
import type { LinkName } from '../../contract/link.ts';
import { runOptions, writtenRequestSchema, type ImportRequest } from '../../contract/request.ts';
import { byteLength, parseJson } from '../canonical.ts';
import { isTooDeep, mostLevels } from './nesting.ts';
import { invalidRequestText } from './request-complaints.ts';

/** Options of one run that may stand beside `app` and `env` in a request for the stored one. */
type RunOptions = Pick<ImportRequest, (typeof runOptions)[number]>;

/** A request as it was written: without defaults, an event around it or the console's comment. */
export type Asked = LinkName & Readonly<Record<string, unknown>>;

export type ParsedInput =
  | { readonly kind: 'request'; readonly request: ImportRequest; readonly asked: Asked }
  /** `app` and `env` alone: the link's stored request is run again. */
  | {
      readonly kind: 'stored';
      readonly link: LinkName;
      readonly options: RunOptions;
      readonly asked: Asked;
    }
  /** `text` says in plain words what is wrong, with a filled-in example. */
  | { readonly kind: 'invalid'; readonly text: string };

/**
 * Understands the input of an execution: a request, an event that carries one, or the event of an
 * execution that died, whose own input is then run once more. Never throws.
 */
export function parseInput(input: unknown): ParsedInput {
  if (isTooDeep(input)) {
    return invalid(`The request is nested too deeply: a run takes ${mostLevels} levels at most.`);
  }
  // JavaScript takes it for something else than a name: what stands there would be left out in silence.
  if (JSON.stringify(input)?.includes('"__proto__":')) {
    return invalid('"__proto__" can be no name in a request.');
  }
  if (isRecord(input) && 'detail-type' in input) return parseEvent(input);
  return parseRequest(input);
}

function parseEvent(input: Record<string, unknown>): ParsedInput {
  const parsed = eventSchema().safeParse(input);
  if (!parsed.success) return invalid('This event has no source or no detail.');
  const event = parsed.data;
  switch (event['detail-type']) {
    case detailTypes.importRequested: {
      const { version, executionId: _executionId, ...request } = event.detail;
      const parsedRequest = parseRequest(request);
      return disagreement(event.source, request['app']) ?? ofOtherVersion(version) ?? parsedRequest;
    }
    case statusChangeDetailType:
      return parseDeath(event.detail);
    default:
      return invalid(
        `An event of type "${event['detail-type']}" carries no request; ` +
          `send one of type "${detailTypes.importRequested}", or the request itself.`,
      );
  }
}

function ofOtherVersion(version: unknown): ParsedInput | null {
  if (version === undefined || version === '1') return null;
  return invalid(
    `The detail of this event is not of version "1", the only one that is understood.`,
  );
}

/** The source gives rights per team, so an event may speak for its own app only. */
function disagreement(source: string, app: unknown): ParsedInput | null {
  if (typeof app !== 'string' || source === eventSource({ app })) return null;
  return invalid(
    `The source "${source}" of this event does not speak for the app "${app}"; ` +
      `its source must be "${eventSource({ app })}".`,
  );
}

function parseDeath(detail: unknown): ParsedInput {
  const death = statusChangeSchema().safeParse(detail);
  const original = death.success ? parseJson(death.data.input ?? '') : undefined;
  if (!isRecord(original)) return invalid('The execution that died names no input to run again.');
  if (original['detail-type'] === statusChangeDetailType) {
    return invalid(
      'The execution that died was itself the second try of another; look at both, then start the link by hand.',
    );
  }
  return parseInput(original);
}

/**
 * A request is the input of an execution, be it as an event with its envelope, and Step Functions takes 262,144
 * bytes of that (guide, "Service quotas"): what runs in process can be sent there too.
 */
const mostBytes = 250_000;

/** What a link keeps of its targets has to fit into its item. */
const mostTargets = 50;

function targetCount({ functions, hosting, sites, parameters }: ImportRequest): number {
  return functions.length + hosting.length + sites.length + (parameters ? 1 : 0);
}

function parseRequest(input: unknown): ParsedInput {
  if (!isRecord(input)) return invalid('A request is a JSON object.');
  const { Comment: _comment, $schema: _schema, ...document } = input;
  if (Object.keys(document).length === 0) return invalid('The request is empty.');
  if (isTrailRecord(document)) {
    return invalid(
      `This is a record of CloudTrail, of "${String(document['eventName']).slice(0, 100)}": it carries no request.`,
    );
  }
  const parsed = writtenRequestSchema().safeParse(document);
  if (!parsed.success) return { kind: 'invalid', text: invalidRequestText(document, parsed.error) };
  const request = parsed.data;
  const size = byteLength(JSON.stringify(request));
  if (size > mostBytes) {
    return invalid(
      `With its defaults the request has ${size} bytes; a run takes ${mostBytes} at most. Divide the grants among several environments, or name what they have in common by fewer paths.`,
    );
  }
  const { app, env } = request;
  const targets = targetCount(request);
  if (targets > mostTargets) {
    return invalid(
      `It names ${targets} push targets; a link keeps what it has written on ${mostTargets} at most. Divide them among several environments, or leave some out.`,
    );
  }
  const asked = { ...withoutNulls(document), app, env };
  const alone: readonly string[] = ['app', 'env', ...runOptions];
  if (Object.keys(document).every((key) => alone.includes(key))) {
    const { mode, expectPlan, adopt } = request;
    return { kind: 'stored', link: { app, env }, options: { mode, expectPlan, adopt }, asked };
  }
  return { kind: 'request', request, asked };
}

/** An input that cannot be read, for a reason of its own. */
export function invalid(reason: string): ParsedInput & { kind: 'invalid' } {
  return { kind: 'invalid', text: invalidRequestText(reason) };
}

/** The fields that every record has (CloudTrail guide, "Record contents"). */
function isTrailRecord(document: Record<string, unknown>): boolean {
  return ['eventVersion', 'eventSource', 'eventName'].every((field) => field in document);
}

/** An option that is null says as little as one that is left out. */
function withoutNulls(document: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
