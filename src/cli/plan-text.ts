import { roleNameOf } from '../contract/aws-names.ts';
import type { Finding } from '../contract/findings.ts';
import { repointedText } from '../contract/repointed.ts';
import type { Result } from '../contract/result.ts';
import { diffLines, policyDiff } from '../domain/iam/diff.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import { bySeverity } from '../domain/findings/severity.ts';
import { deliveryOf } from '../domain/roles/deliveries.ts';
import { changesPolicy } from '../domain/roles/delivery.ts';
import { planTotals } from '../domain/report/plan-totals.ts';
import { styled } from './styled.ts';
import { targetLines } from './target-lines.ts';

/** Findings, the worst first. */
export function foundLines(findings: readonly Finding[]): readonly string[] {
  return findings.toSorted(bySeverity).map(findingText);
}

/** What a plan would do, line by line, its totals last. What is gained and lost has a colour on a terminal. */
export function planLines(
  plan: NonNullable<Result['plan']>,
  stream: NodeJS.WritableStream = process.stdout,
): string[] {
  const { hash, rolePolicies, repointed = [], roles, files, push } = plan;
  const delivery = deliveryOf({ rolePolicies });
  return [
    `Plan ${hash}:`,
    ...repointed.map((pool) => `  ${repointedText(pool)}`),
    ...roles.flatMap((change) => {
      const { role, policyName, before, after, budget, verb: told } = change;
      const size = `${budget.need} characters; ${budget.used + budget.need} of ${budget.limit} on the role`;
      const verb = told ?? delivery.verb(change);
      const line = `  ${verb} ${policyName} on ${roleNameOf(role)} (${size})`;
      return [
        line,
        ...(told === undefined && changesPolicy(verb)
          ? grantLines(before, after).map((one) => inColour(one, stream))
          : []),
      ];
    }),
    ...files.map(({ key, changed }) => `  ${changed ? 'write' : 'keep'} ${key}`),
    ...push.flatMap(targetLines),
    // Where the lists are left out, there is nothing to count.
    ...(plan.changed === undefined ? [`${planTotals(plan)}.`] : []),
  ];
}

/** A line of what is gained or lost in the colour of that; any other as it is. */
export function inColour(line: string, stream: NodeJS.WritableStream): string {
  const [, sign] = /^ *([-+]) /.exec(line) ?? [];
  return sign === undefined ? line : styled(sign === '+' ? 'green' : 'red', line, stream);
}

/** What a change of a policy gives and takes, for a person to approve; what stays is counted only. */
function grantLines(before: string | null, after: string | null): string[] {
  const diff = policyDiff(before, after);
  const { length: stay } = diff.kept;
  const lines = diffLines({ ...diff, kept: [] });
  const unchanged = lines.length === 0 ? 'the same in other words' : null;
  const kept = stay > 0 ? `${stay} ${stay === 1 ? 'statement stays' : 'statements stay'}` : null;
  const note = unchanged ?? kept;
  return [...lines, ...(note === null ? [] : [`  ${note}`])].map((line) => `      ${line}`);
}
