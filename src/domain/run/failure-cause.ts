import * as z from 'zod';
import type { Finding } from '../../contract/findings.ts';

/**
 * The plain text in which a run tells people why it ended, and the way back: a summary line, each
 * finding with its fix, the report's address. `start` reads findings from it again, because all that
 * it may see of a failed execution is this text.
 */

/** Step Functions would take 32,768 characters; people read this much at most (design, state list). */
export const longestCause = 8_000;
/** What is found and what is needed is told up to this length; the report has all. */
const longestEvidence = 1_000;

/** Why a run was refused: a summary, each finding, the address of the report. */
export function refusalCause(
  label: string,
  findings: readonly Finding[],
  reportAddress: string,
  whatWasWritten = 'Nothing was written.',
): string {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const summary = `The import of ${label} was refused: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}. ${whatWasWritten}`;
  const footer = `Report: ${reportAddress}`;
  const room = longestCause - summary.length - footer.length - 200;
  const shown = fittingBlocks(findings.toSorted(bySeverity), room);
  const cut = findings.length - shown.length;
  return [
    summary,
    ...shown,
    ...(cut > 0 ? [`${plural(cut, 'more finding')} did not fit here; the report has all.`] : []),
    footer,
  ].join('\n\n');
}

/**
 * As many findings as fit. One command may mend several of them, and may hold a whole policy: it stands
 * with the first that is shown.
 */
function fittingBlocks(findings: readonly Finding[], room: number): readonly string[] {
  const shown: string[] = [];
  const told = new Set<string>();
  let used = 0;
  for (const finding of findings) {
    const block = findingText(withCommandOnce(finding, told));
    if (used + block.length + 2 > room) continue;
    shown.push(block);
    used += block.length + 2;
    if (finding.command !== undefined) told.add(finding.command);
  }
  return shown;
}

function withCommandOnce(finding: Finding, told: ReadonlySet<string>): Finding {
  const { command, ...rest } = finding;
  if (command === undefined || !told.has(command)) return finding;
  return { ...rest, resolution: `${rest.resolution} (By the command above.)` };
}

/** Cuts a text of someone else's to the length of a cause; a footer stays whole. */
export function boundedCause(text: string, footer = ''): string {
  const room = longestCause - footer.length;
  if (text.length <= room) return text + footer;
  const note = '\n… the rest did not fit here.';
  return text.slice(0, room - note.length) + note + footer;
}

/** A finding as people read it. */
export function findingText(finding: Finding): string {
  return [
    `[${finding.severity}] ${finding.code} ${oneLine(finding.subject)}`,
    `  ${oneLine(finding.message)}`,
    ...(finding.found === undefined ? [] : [`  found: ${shortLine(finding.found)}`]),
    ...(finding.needed === undefined ? [] : [`  needed: ${shortLine(finding.needed)}`]),
    `  fix: ${oneLine(finding.resolution)}`,
    ...(finding.command === undefined ? [] : [`  $ ${oneLine(finding.command)}`]),
  ].join('\n');
}

/** The findings of a cause, as far as they fitted into it. */
export function readFindings(cause: string): Finding[] {
  return cause.split('\n\n').flatMap((block) => {
    const [head = '', message = '', ...lines] = block.split('\n');
    const parts = /^\[(error|warning|info)\] (\S+) (.*)$/.exec(head);
    if (!parts) return [];
    const field = (prefix: string) =>
      lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    const [found, needed, command] = [field('  found: '), field('  needed: '), field('  $ ')];
    return [
      {
        code: parts[2] ?? '',
        severity: parts[1] as Finding['severity'],
        subject: parts[3] ?? '',
        message: message.trim(),
        ...(found !== undefined && { found }),
        ...(needed !== undefined && { needed }),
        resolution: field('  fix: ') ?? '',
        ...(command !== undefined && { command }),
      },
    ];
  });
}

const lambdaCause = z.object({ errorType: z.string().optional(), errorMessage: z.string() });

/**
 * The message of a failed state. A Lambda's cause is its JSON, the engine's in process the bare
 * message; nobody needs the stack trace in either.
 */
export function causeText(cause: string): string {
  return lambdaError(cause)?.message ?? cause;
}

/** What a Lambda said of its own error; `null` when the cause is no Lambda's JSON. */
export function lambdaError(cause: string): { name: string | null; message: string } | null {
  try {
    const { errorType, errorMessage } = lambdaCause.parse(JSON.parse(cause));
    return { name: errorType ?? null, message: errorMessage };
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Whole policies stand in findings too; one of them must not push all others out of the cause. */
function shortLine(text: string): string {
  const line = oneLine(text);
  return line.length > longestEvidence ? `${line.slice(0, longestEvidence)}…` : line;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const severities: readonly Finding['severity'][] = ['error', 'warning', 'info'];

function bySeverity(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
