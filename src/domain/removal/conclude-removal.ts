import { RemovalIncomplete } from '../../contract/errors/run-errors.ts';
import { refusals } from '../../contract/errors/user-error.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { RemovalResult } from '../../contract/removal/result.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { storeOfReport, storeOption } from '../../contract/store-words.ts';
import { plural } from '../../contract/text.ts';
import { causeLine } from '../findings/cause-line.ts';
import { caughtError } from '../findings/caught-error.ts';
import { boundedCause, longestCause, refusalCause } from '../findings/failure-cause.ts';
import { countErrors } from '../findings/severity.ts';
import { localOwner } from '../link/lease.ts';
import { outdatedFinding } from '../link/outdated.ts';
import { removalBy } from './deliveries.ts';
import { handedBack, leftToPeople } from './hand-back.ts';
import { emittedRemovals } from './emitted-removals.ts';
import { policiesOf, targetsOf } from './removal-parts.ts';
import { isRemoved } from './standing.ts';

type Given = StateInput<'Close removal'>;

/** What a removal has come to: its result, and the plain text of a bad end. */
export function concludeRemoval(
  data: Given,
  plan: RemovalPlan | null,
  item: LinkItem,
  reportAddress: string,
): StateOutput<'Close removal'> {
  const roles = plan === null ? [] : policiesOf(plan, data);
  const targets = plan === null ? [] : targetsOf(plan, data, item);
  const findings =
    data.failure?.Error === 'RunOutdated'
      ? [outdatedFinding(data.run, item)]
      : [...(plan?.findings ?? [])];
  const shortestLine = causeLine(reportAddress, findings, 0).length + 1;
  const parts = { plan, roles, targets };
  const error = errorOf(data, parts, reportAddress, longestCause - shortestLine);
  const isDone = data.policies !== null && isRemoved(item);
  // The files for the owners of roles are stored before the link is closed.
  const isClosed = isDone || data.closed.left > 0;
  const left =
    plan !== null && data.policies !== null ? leftToPeople(plan, parts, data.results ?? []) : [];
  const emitted = plan !== null && isClosed ? emittedRemovals(plan, data.run.id) : [];
  const result: RemovalResult = {
    status: statusOf(data, error),
    ...(error && { error }),
    revision: plan?.revision ?? item.revision,
    findings,
    ...(plan && {
      plan: {
        hash: plan.hash,
        hashVersion: plan.hashVersion,
        ...removalBy(plan).named,
        purge: plan.purge,
        isBegun: plan.isBegun,
        roles: [...plan.roles],
        targets: [...plan.targets],
      },
    }),
    roles,
    targets,
    ...(left.length > 0 && { left }),
    ...(isDone && plan && { yours: [...handedBack(item, plan, parts)] }),
    ...(emitted.length > 0 && { emitted: emitted.map(({ text: _text, ...one }) => one) }),
    report: reportAddress,
  };
  return {
    error: error?.name ?? null,
    cause: error
      ? `${error.message}\n${causeLine(reportAddress, findings, longestCause - error.message.length - 1)}`
      : null,
    result,
  };
}

function statusOf(
  { remove, policies, failure, removalPlan }: Given,
  error: RemovalResult['error'] | null,
): RemovalResult['status'] {
  if (error) return refusals.includes(error.name) ? 'refused' : 'failed';
  if (failure !== null) return 'unchanged';
  const isDone = removalPlan.changes === 0 && removalPlan.unannounced !== true;
  if (remove.mode === 'plan' && !isDone) return 'planned';
  return policies === null ? 'unchanged' : 'removed';
}

/** What of a removal an error may tell. */
type Parts = Pick<RemovalResult, 'roles' | 'targets'> & { readonly plan: RemovalPlan | null };

function errorOf(
  data: Given,
  { plan, roles, targets }: Parts,
  reportAddress: string,
  longest: number,
): RemovalResult['error'] | null {
  const { failure, link, run, closed } = data;
  const report = `\n\nReport: ${reportAddress}`;
  if (failure) {
    // What was asked for has been done or undone since.
    if (failure.Error === 'RunOutdated') return null;
    const { name, text } = caughtError(failure);
    return { name, message: boundedCause(text, report, longest) };
  }
  if (plan && countErrors(plan.findings) > 0) {
    const what = `The removal of ${linkLabel(link)}`;
    const message = refusalCause(what, plan.findings, reportAddress, { longest });
    return { name: 'RemovalRefused', message };
  }
  if (closed.left === 0) return null;
  const bad = [
    ...roles.filter(({ status }) => status === 'left' || status === 'failed'),
    ...targets.filter(({ status }) => status === 'left' || status === 'failed'),
  ];
  const told = bad.map((one) => {
    const name = 'role' in one ? one.role : one.id;
    return `- ${name}: ${one.error ? `${one.error.name}. ${one.error.message}` : one.status}`;
  });
  const summary = `${linkLabel(link)} is published no more, and ${plural(closed.left, 'role or target still holds', 'roles and targets still hold')} something of ours.`;
  const { name, message } = new RemovalIncomplete(
    [summary, ...told].join('\n'),
    commandAgain(link, localOwner(run.executionId) === null, reportAddress),
  );
  return { name, message: boundedCause(message, report, longest) };
}

/** An execution finds the link in the stack, and has rights of its own. */
function commandAgain(
  { app, env }: Given['link'],
  isDeployed: boolean,
  reportAddress: string,
): string {
  return isDeployed
    ? `amplify-import start --machine remove-auth --app ${app} --env ${env} --wait`
    : `amplify-import remove --app ${app} --env ${env}${storeOption(storeOfReport(reportAddress))}`;
}
