import { roleNameOf } from '../contract/aws-names.ts';
import type { RemovedRole } from '../contract/removal/plan.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import { plural } from '../contract/text.ts';
import { diffLines, policyDiff } from '../domain/iam/diff.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { bySeverity } from '../domain/findings/severity.ts';
import { heading } from './heading.ts';
import { targetLines } from './target-lines.ts';

/** Prints the result of a removal, on standard output unless told otherwise: as JSON, or as people read it. */
export function printRemovalResult(
  result: RemovalResult,
  json: boolean,
  output: Pick<NodeJS.WriteStream, 'write'> = process.stdout,
): void {
  output.write(`${json ? JSON.stringify(result, null, 2) : removalText(result)}\n`);
}

/** The result of a removal as people read it. */
export function removalText(result: RemovalResult): string {
  const { status, error, findings, left = [], yours = [], emitted = [], missing, report } = result;
  if (error?.name === 'RemovalRefused') return `${heading(status)}\n${error.message}`;
  return [
    heading(status),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...findings.toSorted(bySeverity).map(findingText),
    ...(status === 'planned' ? planLines(result) : doneLines(result)),
    ...(emitted.length > 0 ? ['For the owners of the roles; nothing was written there:'] : []),
    ...emitted.map(({ key }) => `  ${key}`),
    ...(left.length > 0 ? ['Left to you:'] : []),
    ...left.flatMap(({ what, owner, command }) => [
      `  ${what} (${owner})`,
      ...(command === undefined ? [] : [`  $ ${command}`]),
    ]),
    ...(yours.length > 0 ? ['Yours, with nothing of ours on them:'] : []),
    ...yours.map((one) => `  ${one}`),
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

function planLines({ plan, revision }: RemovalResult): readonly string[] {
  if (!plan) return [];
  return [
    `Plan ${plan.hash}:`,
    revision === null ? '  nothing is published' : `  unpublish revision ${revision}`,
    ...plan.roles.flatMap(({ role, policyName, change, stands }) => [
      `  ${verbs[change]} ${policyName} on ${roleNameOf(role)}`,
      ...(change === 'delete' && stands !== null
        ? diffLines({ ...policyDiff(stands, null), kept: [] }).map((line) => `      ${line}`)
        : []),
    ]),
    ...plan.targets.flatMap(targetLines),
  ];
}

function doneLines({ roles, targets, revision, status }: RemovalResult): readonly string[] {
  if (status !== 'removed') return [];
  const cleared = roles.filter((one) => ['removed', 'restored'].includes(one.status)).length;
  return [
    ...(revision === null
      ? []
      : [`Revision ${revision} was the last; its files are published no more.`]),
    ...(cleared > 0 ? [`${plural(cleared, 'policy', 'policies')} taken off.`] : []),
    ...targets.map(({ id, status: its }) => `  ${its} ${id}`),
  ];
}
