import { PushIncomplete } from '../../contract/errors/push-errors.ts';
import { refusals } from '../../contract/errors/user-error.ts';
import type { Announced } from '../../contract/event-details.ts';
import { detailTypes } from '../../contract/events.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { PushPlan } from '../../contract/push/plan.ts';
import type { PushResult, TargetResult } from '../../contract/push/result.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { storeOfReport } from '../../contract/store-words.ts';
import { plural } from '../../contract/text.ts';
import { causeLine } from '../findings/cause-line.ts';
import { caughtError } from '../findings/caught-error.ts';
import { boundedCause, longestCause } from '../findings/failure-cause.ts';
import { localOwner } from '../link/lease.ts';
import { holdsWanted } from '../targets/plan-key.ts';
import { targetError } from '../targets/target-error.ts';

type Given = StateInput<'Close push'>;
type Outcome = StateOutput<'Close push'>;

/** What a push has come to: its result, and the plain text of a bad end. */
export function concludePush(
  data: Given,
  plan: PushPlan | null,
  item: LinkItem,
  reportAddress: string,
): Outcome {
  const targets = plan === null ? [] : plan.targets.map((one) => targetResult(one, data, item));
  const shortestLine = causeLine(reportAddress, [], 0).length + 1;
  const unseen = plan === null ? [] : plan.targets.filter(holdsWanted).map(({ target }) => target);
  const error = errorOf(data, { targets, unseen }, reportAddress, longestCause - shortestLine);
  const findings = [...(plan?.findings ?? [])];
  const result: PushResult = {
    status: statusOf(data, error),
    ...(error && { error }),
    revision: plan?.revision ?? item.revision,
    findings,
    ...(plan && { plan: { hash: plan.hash, targets: [...plan.targets] } }),
    targets,
    superseded: false,
    report: reportAddress,
  };
  const bad = targets.filter(isBad);
  const { app, env } = data.link;
  const told = { version: '1' as const, app, env, executionId: data.run.executionId };
  const isQuiet = error === null && !data.pushPlan.open;
  return {
    error: error?.name ?? null,
    cause: error
      ? `${error.message}\n${causeLine(reportAddress, findings, longestCause - error.message.length - 1)}`
      : null,
    detailType: isQuiet ? null : error ? detailTypes.pushFailed : detailTypes.pushed,
    detail: error
      ? ({
          ...told,
          error: error.name,
          failed: bad.map((one) => ({ target: one.id, error: one.error?.name ?? one.status })),
          report: reportAddress,
        } satisfies Announced<'Auth Push Failed'>)
      : ({
          ...told,
          revision: result.revision,
          pushed: targets.filter(({ status }) => status !== 'gone').map(({ id }) => id),
          superseded: false,
        } satisfies Announced<'Auth Pushed'>),
    result,
  };
}

function statusOf({ push, pushPlan, results }: Given, error: PushResult['error'] | null) {
  if (error) return refusals.includes(error.name) ? 'refused' : 'failed';
  if (push.mode === 'plan') return 'planned';
  const wrote = (results ?? []).some(({ pushed }) => pushed?.status !== 'failed' && pushed?.wrote);
  return pushPlan.open && wrote ? 'pushed' : 'unchanged';
}

/** What the link says of a target once it is recorded; before that, what the plan says. */
function targetResult(
  { target: id, kind, change, error }: PushPlan['targets'][number],
  { recorded, pushPlan }: Given,
  item: LinkItem,
): TargetResult {
  if (recorded === null || !pushPlan.open) {
    return change === 'leave'
      ? { id, kind, status: 'left', error: targetError(error ?? 'TARGET_UNREADABLE', id) }
      : { id, kind, status: 'planned' };
  }
  const known = item.push?.targets.find((one) => one.id === id);
  if (!known) return { id, kind, status: 'gone' };
  return { id, kind, status: known.status, ...(known.error && { error: known.error }) };
}

function isBad({ status }: TargetResult): boolean {
  return status === 'failed' || status === 'left';
}

type Told = {
  readonly targets: readonly TargetResult[];
  /** Ids of those that cannot be read, and have got before what was imported. */
  readonly unseen: readonly string[];
};

function errorOf(
  { failure, recorded, link, run }: Given,
  { targets, unseen }: Told,
  reportAddress: string,
  longest: number,
): PushResult['error'] | null {
  const report = `\n\nReport: ${reportAddress}`;
  if (failure) {
    const { name, text } = caughtError(failure);
    return { name, message: boundedCause(text, report, longest) };
  }
  const bad = recorded === null ? [] : targets.filter(isBad);
  if (bad.length === 0) return null;
  const told = bad.map(
    ({ id, error }) => `- ${id}: ${error ? `${error.name}. ${error.message}` : 'left'}`,
  );
  const without = bad.filter(({ id }) => !unseen.includes(id)).length;
  const having = targets.length - without;
  const unread = bad.length - without;
  const summary = `${plural(without, 'target')} of ${linkLabel(link)} ${without === 1 ? 'has' : 'have'} not got what was imported; ${having} ${having === 1 ? 'has' : 'have'}${unread === 0 ? '' : `, of which ${unread} cannot be read now`}.`;
  const { name, message } = new PushIncomplete(
    `${summary}\n${told.join('\n')}`,
    link.app,
    link.env,
    localOwner(run.executionId) === null ? null : storeOfReport(reportAddress),
  );
  return { name, message: boundedCause(message, report, longest) };
}
