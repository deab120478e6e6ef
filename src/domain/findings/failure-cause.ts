import * as z from 'zod';
import type { Finding } from '../../contract/findings.ts';
import { commandLine, printedCommand } from '../../contract/findings/command.ts';
import { severities } from '../../contract/finding.ts';
import { plural } from '../../contract/text.ts';
import { once } from '../../contract/when-asked.ts';

/**
 * The plain text in which a run tells people why it ended: a summary line, each finding with its fix, the
 * report's address. Nothing reads it back; what programs need of a failed execution is in its last line.
 */

/** Step Functions would take 32,768 characters; people read this much at most. */
export const longestCause = 8_000;
/** A line of a finding is told up to this length; the report has all. */
const longestLine = 1_000;
/** Where there is little room left, rather this much of a finding than nothing. */
const shortestLine = 200;
/** A command is whole or left out, and none takes the room of everything else. */
const longestCommand = 3_000;

/** Why a run was refused, `The import of …`: a summary, each finding, the address of the report. */
export function refusalCause(
  what: string,
  findings: readonly Finding[],
  reportAddress: string,
  { whatWasWritten = 'Nothing was written.', longest = longestCause } = {},
): string {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const summary = `${what} was refused: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}. ${whatWasWritten}`;
  const footer = `Report: ${reportAddress}`;
  const room = longest - summary.length - footer.length - 200;
  const shown = fittingBlocks(findings, room);
  const cut = findings.length - shown.length;
  return [
    summary,
    ...shown,
    ...(cut > 0 ? [`${plural(cut, 'more finding')} did not fit here; the report has all.`] : []),
    footer,
  ].join('\n\n');
}

/**
 * As many findings as fit, the gravest first: a warning has no room before every error is told. One
 * command may fix several of them: it stands with the first that is shown.
 */
function fittingBlocks(findings: readonly Finding[], room: number): readonly string[] {
  const shown: string[] = [];
  const told = new Set<string>();
  let left = room;
  for (const severity of severities) {
    const alike = findings.filter((finding) => finding.severity === severity);
    const blocks = alike.flatMap((finding) => {
      const block = formsOf(finding, told).find(({ length }) => length + 2 <= left);
      if (block === undefined) return [];
      left -= block.length + 2;
      const command = lineOf(finding);
      if (command !== undefined && block.endsWith(command)) told.add(command);
      return [block];
    });
    shown.push(...blocks);
    if (blocks.length < alike.length) break;
  }
  return shown;
}

/** A finding as it may be told, the fullest form first. */
function formsOf(finding: Finding, told: ReadonlySet<string>): readonly string[] {
  const { command: _command, look: _look, ...bare } = finding;
  const command = lineOf(finding);
  const again = command !== undefined && told.has(command);
  const note = again ? ' (command above)' : ' (command in the report)';
  const cut = (length: number) => textWithin(bare, length, command === undefined ? '' : note);
  const isWhole = command === undefined || (!again && command.length <= longestCommand);
  return [
    ...(isWhole ? [textWithin(finding, longestLine)] : []),
    cut(longestLine),
    cut(shortestLine),
  ];
}

/** Cuts a text of someone else's to the length of a cause; a footer stays whole. */
export function boundedCause(text: string, footer = '', longest = longestCause): string {
  const room = longest - footer.length;
  if (text.length <= room) return text + footer;
  const note = '\n… the rest did not fit here.';
  return text.slice(0, room - note.length) + note + footer;
}

/** A finding as people read it. */
export function findingText(finding: Finding): string {
  return textWithin(finding, longestLine);
}

/** A finding whose lines are cut; a note stands behind its fix. A command is never cut. */
function textWithin(finding: Finding, length: number, note = ''): string {
  const { severity, code, subject, message, found, needed, resolution } = finding;
  return [
    `[${severity}] ${code} ${shortLine(subject, longestLine)}`,
    `  ${shortLine(message, length)}`,
    ...(found === undefined ? [] : [`  found: ${shortLine(found, length)}`]),
    ...(needed === undefined ? [] : [`  needed: ${shortLine(needed, length)}`]),
    `  fix: ${shortLine(resolution, length)}${note}`,
    ...[lineOf(finding) ?? []].flat(),
  ].join('\n');
}

/** The line of its command, if it has one. */
function lineOf(finding: Finding): string | undefined {
  const command = printedCommand(finding);
  return command && `  ${oneLine(commandLine(command))}`;
}

const lambdaCause = once(() =>
  z.object({ errorType: z.string().optional(), errorMessage: z.string() }),
);

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
    const { errorType, errorMessage } = lambdaCause().parse(JSON.parse(cause));
    return { name: errorType ?? null, message: errorMessage };
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Whole policies stand in findings too; one of them must not push all others out of the cause. */
function shortLine(text: string, length: number): string {
  const line = oneLine(text);
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
