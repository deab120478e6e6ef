import { styleText } from 'node:util';
import type { Result } from '../contract/result.ts';
import { findingText } from '../domain/run/failure-cause.ts';
import { roleNameOf } from '../domain/ids.ts';

/** Prints the result, alone, on standard output: as JSON, or as people read it. */
export function printResult(result: Result, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : resultText(result)}\n`);
}

function resultText(result: Result): string {
  const { status, error, findings, plan, published, push, report } = result;
  if (error?.name === 'ImportRefused') return `${heading(status)}\n${error.message}`;
  return [
    heading(status),
    ...(error ? [`${error.name}: ${error.message}`] : []),
    ...findings.map(findingText),
    ...(plan ? planLines(plan) : []),
    ...(published
      ? [
          `Revision ${published.revision}:`,
          ...published.files.map(({ key, bytes }) => `  ${key} (${bytes} bytes)`),
        ]
      : []),
    ...(push ? [`Push: ${push.status}${push.error ? ` (${push.error.name})` : ''}`] : []),
    ...(report && !error ? [`Report: ${report}`] : []),
  ].join('\n');
}

function heading(status: Result['status']): string {
  const colour = status === 'refused' || status === 'failed' ? 'red' : 'green';
  return styleText(colour, status.toUpperCase(), { stream: process.stdout, validateStream: true });
}

function planLines({ hash, roles, files }: NonNullable<Result['plan']>): string[] {
  return [
    `Plan ${hash}:`,
    ...roles.flatMap(({ role, policyName, before, after, budget }) => {
      const verb =
        before === after ? 'keep' : before === null ? 'add' : after === null ? 'delete' : 'replace';
      const size = `${budget.need} characters; ${budget.used + budget.need} of ${budget.limit} on the role`;
      const line = `  ${verb} ${policyName} on ${roleNameOf(role)} (${size})`;
      return [line, ...(before === after || after === null ? [] : grantLines(after))];
    }),
    ...files.map(({ key, changed }) => `  ${changed ? 'write' : 'keep'} ${key}`),
  ];
}

/** What a policy grants, one line a statement, for a person to approve. */
function grantLines(document: string): string[] {
  const { Statement } = JSON.parse(document) as {
    Statement: { Action: unknown; Resource: unknown; Condition?: unknown }[];
  };
  return Statement.map(({ Action, Resource, Condition }) => {
    const condition = Condition ? ` if ${JSON.stringify(Condition)}` : '';
    return `      ${[Action].flat().join(', ')} on ${[Resource].flat().join(', ')}${condition}`;
  });
}
