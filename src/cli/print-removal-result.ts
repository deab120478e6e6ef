import { commandLine } from '../contract/findings/command.ts';
import { roleNameOf } from '../contract/aws-names.ts';
import type { RemovedRole } from '../contract/removal/plan.ts';
import type { RemovalResult, RemovedPolicy } from '../contract/removal/result.ts';
import { diffLines, policyDiff } from '../domain/iam/diff.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { bySeverity } from '../domain/findings/severity.ts';
import { removalTotals } from '../domain/report/plan-totals.ts';
import { heading } from './heading.ts';
import { inColour } from './plan-text.ts';
import { targetLines } from './target-lines.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer } from './tell.ts';

/** Prints the result of a removal, alone, on standard output: as JSON, or as people read it, with what to do next. */
export function printRemovalResult(
  result: RemovalResult,
  json: boolean,
  next: string | null = null,
): void {
  const text = () => [removalText(result), ...(next === null ? [] : [next])].join('\n');
  printAnswer(json, result, () => withShellNote(text()));
}

/** The result of a removal as people read it. */
export function removalText(
  result: RemovalResult,
  stream: NodeJS.WritableStream = process.stdout,
): string {
  const { status, error, findings, left = [], yours = [], emitted = [], missing, report } = result;
  if (error?.name === 'RemovalRefused') return `${heading(status)}\n${error.message}`;
  return [
    heading(status),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...findings.toSorted(bySeverity).map(findingText),
    ...(status === 'planned' ? planLines(result, stream) : doneLines(result)),
    ...(emitted.length > 0 ? ['For the owners of the roles; nothing was written there:'] : []),
    ...emitted.map(({ key }) => `  ${key}`),
    ...(left.length > 0 ? ['Left to you:'] : []),
    ...left.flatMap(({ what, owner, command }) => [
      `  ${what} (${owner})`,
      ...(command === undefined ? [] : [`  ${commandLine({ does: 'mend', text: command })}`]),
    ]),
    ...(yours.length > 0
      ? ['These are yours; nothing of this environment is on them any more:']
      : []),
    ...yours.map((one) => `  ${nameOfYours(one)}`),
    ...(missing ? [missing] : []),
    ...(report && !error ? [`Report: ${report}`] : []),
  ].join('\n');
}

/** What becomes of a policy, in a word or two. */
const verbs: Readonly<Record<RemovedRole['change'], string>> = {
  delete: 'delete',
  restore: 'put back what stood in',
  leave: 'leave',
  'hand over': 'leave to its owner',
  gone: 'nothing to do for',
};

function planLines(
  { plan, revision, targets, missing }: RemovalResult,
  stream: NodeJS.WritableStream,
): readonly string[] {
  if (!plan) return [];
  const gone = targets.filter(({ status }) => status === 'gone');
  return [
    `Plan ${plan.hash}:`,
    revision === null || plan.isBegun
      ? '  nothing is published'
      : `  unpublish revision ${revision}`,
    ...(plan.purge ? ['  delete the files of all revisions for good'] : []),
    ...plan.roles.flatMap(({ role, policyName, change, stands }) => [
      `  ${verbs[change]} ${policyName} on ${roleNameOf(role)}`,
      ...(change === 'delete' && stands !== null
        ? diffLines({ ...policyDiff(stands, null), kept: [] }).map((line) =>
            inColour(`      ${line}`, stream),
          )
        : []),
    ]),
    ...plan.targets.flatMap(targetLines),
    ...gone.map(({ id }) => `  nothing to do for ${id}, which is gone`),
    'The pools stay as they are.',
    // Where the lists are left out, there is nothing to count.
    ...(missing ? [] : [`${removalTotals(plan, revision)}.`]),
  ];
}

/** What has become of everything that the link held; also where something of it is left. */
function doneLines({
  roles,
  targets,
  revision,
  status,
  error,
  plan,
}: RemovalResult): readonly string[] {
  if (status === 'unchanged') return ['There is nothing to remove.'];
  if (status !== 'removed' && error?.name !== 'RemovalIncomplete') return [];
  return [
    ...(revision === null
      ? []
      : [`Revision ${revision} was the last; its files are published no more.`]),
    ...(plan?.purge && status === 'removed'
      ? ['The files of all revisions are deleted for good.']
      : []),
    ...roles.flatMap(roleLine),
    ...targets
      .filter((one) => one.status === 'restored' || one.status === 'gone')
      .map(({ id, status: its }) =>
        its === 'gone' ? `  ${id} is gone` : `  took ours back from ${id}`,
      ),
  ];
}

/** What is left is told beside its error. */
function roleLine({ role, policyName, status }: RemovedPolicy): readonly string[] {
  const on = `${policyName} on ${roleNameOf(role)}`;
  if (status === 'removed') return [`  deleted ${on}`];
  if (status === 'restored') return [`  put back what stood in ${on}`];
  return [];
}

/** A role by its ARN, a user pool or an identity pool by its id. */
function nameOfYours(name: string): string {
  if (name.startsWith('arn:')) return `the role ${name}`;
  return name.includes(':') ? `the identity pool ${name}` : `the user pool ${name}`;
}
