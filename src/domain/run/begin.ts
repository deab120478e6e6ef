import { eventSource } from '../../contract/events.ts';
import { grantsSchema } from '../../contract/grants.ts';
import type { Starter } from '../../contract/link.ts';
import type { ImportRequest, RunRequest } from '../../contract/request.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import type { Slice } from '../../contract/slices.ts';
import { emptyImport, type ImportData } from '../../contract/states/import-auth.ts';
import { listing } from '../../contract/text.ts';
import { sha256 } from '../canonical.ts';
import { boundedCause } from '../findings/failure-cause.ts';
import { pastEnd } from '../link/expiry.ts';
import type { Incomplete } from '../request/ready-requests.ts';
import { invalid, type Asked, type ParsedInput } from '../request/request-parsing.ts';

/** Links whose stored requests complete an input: its own, and the one that `from` names. */
export type StoredLinks = { readonly own: SeenLink | null; readonly sibling: SeenLink | null };

/** How a run came to be. */
type RunStart = {
  readonly startedBy: Starter;
  /** When that was asked for which it brings; `null`: now. */
  readonly askedAt?: Date | null;
  /** Which event asked for it. */
  readonly eventId?: string | null;
  /** The execution whose death it makes good. */
  readonly recovers?: string | null;
};

/** Names a run: when it began, and by which execution; sorts by time. */
export function runOf(
  executionId: string,
  now: Date,
  { startedBy, askedAt = null, eventId = null, recovers = null }: RunStart,
): Slice<'run'> {
  const time = now.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
  const id = `${time}-${sha256(executionId).slice(0, 8)}`;
  // Whoever puts an event names its time: none is from later than it is handled.
  const asOf = askedAt !== null && askedAt < now ? askedAt : now;
  return {
    id,
    now: now.toISOString(),
    executionId,
    startedBy,
    asOf: asOf.toISOString(),
    eventId,
    recovers,
  };
}

/** The link whose stored request an input needs: the input's own, or its sibling by `from`. */
export function linksToRead(parsed: ParsedInput): {
  own: { app: string; env: string } | null;
  sibling: { app: string; env: string } | null;
} {
  if (parsed.kind === 'stored') return { own: parsed.link, sibling: null };
  if (parsed.kind === 'request' && parsed.request.from) {
    return { own: null, sibling: { app: parsed.request.app, env: parsed.request.from } };
  }
  return { own: null, sibling: null };
}

/** A request that may begin, or why it may not. */
export type CompletedInput = RunRequest | (ParsedInput & { kind: 'invalid' }) | Incomplete;

/** Fills a parsed input from stored requests: `app` and `env` alone, or `from`. */
export function completeInput(parsed: ParsedInput, { own, sibling }: StoredLinks): CompletedInput {
  switch (parsed.kind) {
    case 'invalid':
      return parsed;
    case 'stored': {
      const { app, env } = parsed.link;
      if (own?.request) return ofThisVersion({ ...own.request, ...parsed.options });
      const reason = `No request of ${app}/${env} is stored, so "app" and "env" alone are not enough: userPoolId is missing.`;
      return { kind: 'incomplete', reason, asked: parsed.asked };
    }
    case 'request':
      return fromSibling(parsed.request, sibling, parsed.asked);
  }
}

/**
 * What a later version grants, or narrows a grant by, this one would change on the roles without a word.
 * Options beside the grants, which it does not know, are kept as they are.
 */
function ofThisVersion(request: RunRequest): CompletedInput {
  const parsed = grantsSchema().safeParse(request.grants);
  const issues = parsed.error?.issues ?? [];
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ['grants', ...issue.path, key].join('.'))
      : [['grants', ...issue.path].join('.')],
  );
  if (unknown.length === 0) return request;
  return invalid(
    `The stored request of ${request.app}/${request.env} was written by a later version: this one does not know ${listing(unknown)}.`,
  );
}

function fromSibling(
  request: ImportRequest,
  sibling: SeenLink | null,
  asked: Asked,
): CompletedInput {
  const { app, env, from } = request;
  const known = sibling?.request;
  if (from && !known) {
    const reason = `from: no request of ${app}/${from} is stored, so its pools cannot be kept.`;
    return { kind: 'incomplete', reason, asked };
  }
  // Clients, identity pool and the role that reads belong to a user pool: another one takes none.
  const samePool = request.userPoolId === null || request.userPoolId === known?.userPoolId;
  const completed =
    known && samePool
      ? {
          ...request,
          userPoolId: known.userPoolId,
          webClientId: request.webClientId ?? known.webClientId,
          nativeClientId: request.nativeClientId ?? known.nativeClientId,
          identityPoolId: request.identityPoolId ?? known.identityPoolId,
          readRoleArn: request.readRoleArn ?? known.readRoleArn,
        }
      : request;
  const { userPoolId } = completed;
  if (userPoolId !== null) return { ...completed, userPoolId };
  const reason = `The request of ${app}/${env} cannot be read: one field is at fault.\n- userPoolId: is missing`;
  return { kind: 'incomplete', reason, asked };
}

/** Refuses a request whose environment would have ended already, before anything is read for it. */
export function unlessPast(completed: CompletedInput, now: Date): CompletedInput {
  const past = 'kind' in completed ? null : pastEnd(completed, now);
  return past === null ? completed : invalid(past);
}

/** The state data of a run that may begin: every slice null, and every path of the plan there. */
export function beginRun(request: RunRequest, run: Slice<'run'>): ImportData {
  const { app, env } = request;
  return { ...emptyImport(run), request, link: { app, env, source: eventSource({ app }) } };
}

/** The state data of a run that ends at once, because its input cannot be understood. */
export function refuseInput(text: string, run: Slice<'run'>): ImportData {
  const cause = boundedCause(text);
  const error = { name: 'InvalidRequest', message: cause };
  return {
    ...emptyImport(run),
    outcome: {
      status: 'refused',
      error: error.name,
      cause,
      detailType: '',
      detail: {},
      result: { status: 'refused', error, findings: [] },
    },
  };
}
