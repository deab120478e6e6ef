import type { Finding } from '../../contract/findings.ts';
import { refusals } from '../../contract/errors/user-error.ts';
import type { Announced } from '../../contract/event-details.ts';
import { detailTypes } from '../../contract/events.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Result, Status } from '../../contract/result.ts';
import type { Slice } from '../../contract/slices.ts';
import { causeLine } from '../findings/cause-line.ts';
import { caughtError, tellsOfUndo } from '../findings/caught-error.ts';
import { boundedCause, longestCause, refusalCause } from '../findings/failure-cause.ts';
import { byteLength } from '../canonical.ts';
import { destinationOf } from '../pools/destination.ts';
import { currentKey } from '../config/config-plan.ts';
import { askedSince } from '../link/outdated.ts';
import { withoutLease } from '../link/lease.ts';
import { rememberPlan } from '../link/remembered-plans.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { countErrors } from '../findings/severity.ts';
import { hasChanges } from './plan-changes.ts';
import { resultWithinRoom } from './result-within-room.ts';
import { largestStateData } from '../../contract/quotas.ts';
import { findingsOfRun, type EndingRun } from '../findings/of-run.ts';

type RunData = EndingRun;

/** Keys around the result. */
const roomForNames = 500;

/** What a run has come to: the outcome, as far as state data have room for it, and its result as a whole. */
export type Conclusion = { readonly outcome: Slice<'outcome'>; readonly result: Result };

/**
 * What a run has come to: the result document, and the plain text of a bad end.
 *
 * `taken`: bytes of the state data beside which the outcome is put
 */
export function concludeRun(
  data: RunData,
  plan: Plan | null,
  reportAddress: string,
  taken = 0,
): Conclusion {
  const findings = findingsOfRun(data, plan);
  const shortestLine = causeLine(reportAddress, findings, 0).length + 1;
  const ended = howItEnded(data, plan, reportAddress, longestCause - shortestLine);
  const result = resultOf(data, plan, ended, reportAddress);
  const outcome = {
    status: ended.status,
    error: ended.error?.name ?? null,
    cause: ended.error ? withLine(ended.error.message, reportAddress, findings) : null,
    detailType: ended.status === 'refused' ? detailTypes.importRefused : detailTypes.importFailed,
    detail: ended.error ? badEndDetail(data, ended.error.name, reportAddress) : {},
  };
  const beside = taken + byteLength(JSON.stringify(outcome));
  const told = resultWithinRoom(result, largestStateData - beside - roomForNames);
  return { outcome: { ...outcome, result: withChanges(told, result) }, result };
}

function badEndDetail(
  { link, run }: RunData,
  error: string,
  report: string,
): Announced<'Auth Import Failed'> {
  const { app, env } = link;
  return { version: '1', app, env, executionId: run.executionId, error, report };
}

/** What people read of a bad end, and after it the line for programs, within the length of a cause. */
function withLine(message: string, report: string, findings: readonly Finding[]): string {
  return `${message}\n${causeLine(report, findings, longestCause - message.length - 1)}`;
}

/**
 * The link item as a run leaves it: what was announced, the plan it stored, since when it is wanted as it
 * is, the lease given back.
 */
export function closedItem(item: LinkItem, data: RunData, plan: Plan | null): LinkItem {
  const announced = data.announced !== null ? item.revision : item.announcedRevision;
  const { key } = data.plan;
  const isPlanRun = onlyPlanned(data) && plan !== null && key !== null;
  const plans = isPlanRun
    ? rememberPlan(item.plans, {
        hash: plan.hash,
        key,
        kind: 'import',
        startedBy: data.run.startedBy,
        hashVersion: plan.hashVersion,
      })
    : item.plans;
  // Nothing to change is an answer too: what was asked for before that is out of date.
  const isAsWanted =
    data.failure === null && !onlyPlanned(data) && plan !== null && !isRefused(plan);
  const since = isAsWanted ? askedSince(item, data.run) : {};
  const closed = { ...item, announcedRevision: announced, plans, ...since };
  return withoutLease(closed, data.run.executionId);
}

type Ending = { readonly status: Status; readonly error: Result['error'] | null };

/** `longest`: how many characters the message may have beside the line for programs. */
function howItEnded(
  data: RunData,
  plan: Plan | null,
  reportAddress: string,
  longest: number,
): Ending {
  const label = linkLabel(data.link);
  const report = `\n\nReport: ${reportAddress}`;
  if (data.outdated) return { status: 'unchanged', error: null };
  if (data.undoFailure) {
    const message = boundedCause(undoFailureText(data.undoFailure, data.failure), report, longest);
    return { status: 'failed', error: { name: 'UndoIncomplete', message } };
  }
  if (data.failure) {
    const caught = caughtError(data.failure);
    const { text } = caught;
    const name = tellsOfUndo(caught.name) ? 'UndoIncomplete' : caught.name;
    const status = refusals.includes(name) && data.applied === null ? 'refused' : 'failed';
    return { status, error: { name, message: boundedCause(text, report, longest) } };
  }
  if (plan && isRefused(plan)) {
    const message = refusalCause(`The import of ${label}`, plan.findings, reportAddress, {
      whatWasWritten: whatWasWritten(data.undone),
      longest,
    });
    return { status: 'refused', error: { name: 'ImportRefused', message } };
  }
  if (onlyPlanned(data)) return { status: 'planned', error: null };
  return { status: data.recorded ? 'published' : 'unchanged', error: null };
}

/** Nobody wanted more than the plan, or whoever was shown it has said no. */
function onlyPlanned({ request, plan }: RunData): boolean {
  return request.mode === 'plan' || plan.agreed === false;
}

function isRefused({ findings }: Plan): boolean {
  return countErrors(findings) > 0;
}

/** A refused run writes nothing of its own, but it ends what a run that died left open. */
function whatWasWritten(undone: Slice<'undone'> | null): string {
  if (undone?.committed) return 'Nothing of it was written; an earlier run that died was recorded.';
  if (!undone?.restored?.length) return 'Nothing was written.';
  return 'Nothing of it was written; what an earlier run had found before it died was restored.';
}

/** Undo tells of its own failed writes; of anything else that kept it from its work, it is told here. */
function undoFailureText(
  undoFailure: Slice<'undoFailure'>,
  failure: Slice<'failure'> | null,
): string {
  const { name, text } = caughtError(undoFailure);
  if (tellsOfUndo(name)) return text;
  const first = failure && caughtError(failure);
  const original = first ? `${first.name}: ${first.text}` : 'the run was refused';
  return `The run ended (${original}), and undoing it failed (${name}: ${text}). Start the import again: it undoes or finishes what this run began.`;
}

function resultOf(data: RunData, plan: Plan | null, ended: Ending, reportAddress: string): Result {
  const emitted = plan === null ? [] : emittedOf(plan, data.run.id);
  const committed = data.published !== null || data.undone?.committed === true;
  return {
    status: ended.status,
    ...(ended.error && { error: ended.error }),
    ...destinationOf(data),
    findings: [...findingsOfRun(data, plan)],
    ...(plan && { plan: planInResult(plan) }),
    ...(plan &&
      plan.revision !== null &&
      (committed || ended.status === 'unchanged') && {
        published: {
          revision: plan.revision,
          files: plan.files.map(({ path, bytes, sha256 }) => ({
            key: currentKey(plan, path),
            bytes,
            sha256,
          })),
        },
      }),
    ...(emitted.length > 0 && { emitted }),
    ...(writesOnRoles(data, plan) && {
      propagation: data.undone?.restored?.length ? restoredText : propagationText,
    }),
    report: reportAddress,
  };
}

/** IAM is eventually consistent (IAM guide, "Changes that I make are not always immediately visible"). */
const propagationText = 'AWS may take about a minute to enforce the policies that were written.';
const restoredText =
  'The policies were restored as they were; AWS may take about a minute to enforce that.';

/** Also what was restored takes its time; an Apply whose answer was lost does not tell of it again. */
function writesOnRoles({ applied, undone }: RunData, plan: Plan | null): boolean {
  const { written, deleted } = applied ?? { written: 0, deleted: 0 };
  const restoredFirst = applied !== null && plan !== null ? plan.restoredFirst.length : 0;
  return written + deleted + (undone?.restored?.length ?? 0) + restoredFirst > 0;
}

function emittedOf(plan: Plan, runId: string): NonNullable<Result['emitted']> {
  const files = deliveryOf(plan.request).files(plan) ?? [];
  return files.map(({ role, policyName, path }) => ({
    role,
    policyName,
    key: `${reportFolder(plan, runId)}/${path}`,
  }));
}

/** A plan as a result tells of it. */
export function planInResult(plan: Plan): NonNullable<Result['plan']> {
  return {
    hash: plan.hash,
    hashVersion: plan.hashVersion,
    ...deliveryOf(plan.request).named,
    ...(plan.repointed.length > 0 && { repointed: plan.repointed }),
    roles: plan.roles.map(({ role, policyName, before, after, budget }) => ({
      role,
      policyName,
      before,
      after,
      budget,
    })),
    files: plan.files.map(({ path, sha256, changed, repair }) => ({
      key: currentKey(plan, path),
      sha256,
      changed: changed || repair,
    })),
    push: plan.push,
  };
}

/** Whether a plan changes anything is told also where what it changes is not. */
function withChanges(told: Result, { plan }: Result): Result {
  if (!told.plan || !plan || told.plan.roles.length === plan.roles.length) return told;
  return { ...told, plan: { ...told.plan, changed: hasChanges(plan) } };
}
