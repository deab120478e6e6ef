import { styleText } from 'node:util';
import { linkLabel } from '../contract/link.ts';
import type { Found } from '../contract/slices.ts';
import { plural } from '../contract/text.ts';
import type { Progress } from '../engine/run-machine.ts';

/** Progress state by state on standard error: what ended, how long it took, what it found. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  const style = (format: 'green' | 'red' | 'dim' | 'yellow', text: string) =>
    styleText(format, text, { stream, validateStream: true });
  const line = (mark: string, state: string, milliseconds: number, note: string) =>
    stream.write(`${mark} ${state.padEnd(24)} ${style('dim', elapsed(milliseconds))}  ${note}\n`);
  return {
    entered: () => undefined,
    left: (state, milliseconds, output) => {
      const mark = isUnreadable(state, output) ? style('red', '✗') : style('green', '✓');
      line(mark, state, milliseconds, noteOf(state, output));
    },
    failed: (state, milliseconds, error) => {
      const mark = error.name === 'LinkBusy' ? style('yellow', '…') : style('red', '✗');
      line(mark, state, milliseconds, `${error.name}: ${firstLine(error.message)}`);
    },
  };
}

function elapsed(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`.padStart(8);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** What the notes are made from: leaves of the slices that states give. */
type Noted = Found & {
  readonly outcome: object | null;
  readonly link: { readonly app: string; readonly env: string };
  readonly errors: number;
  readonly changes: number;
  readonly hash: string;
  readonly written: number;
  readonly deleted: number;
  readonly revision: number;
  readonly filesWritten: number;
  readonly restored: readonly unknown[] | null;
  readonly status: string;
};

/** The state ends well and says that the request is none: to people that is no success. */
function isUnreadable(state: string, output: unknown): boolean {
  return state === 'Read request' && (output as Noted).outcome !== null;
}

/** What a state found, in a few words. */
function noteOf(state: string, output: unknown): string {
  const slice = output as Noted;
  switch (state) {
    case 'Read request':
      return isUnreadable(state, output) ? 'cannot be read' : linkLabel(slice.link);
    case 'Validate user pool':
    case 'Validate identity pool':
      return findingsNote(slice);
    case 'Plan role policies':
      return slice.errors > 0
        ? plural(slice.errors, 'error')
        : `${plural(slice.changes, 'change')}, plan ${slice.hash.slice(0, 19)}…`;
    case 'Apply role policies':
      return `${plural(slice.written, 'policy', 'policies')} written, ${slice.deleted} deleted`;
    case 'Publish config':
      return `revision ${slice.revision}, ${plural(slice.filesWritten, 'file')} written`;
    case 'Undo role policies':
      return `${plural(slice.restored?.length ?? 0, 'role')} restored`;
    case 'Close run':
      return slice.status;
    default:
      return '';
  }
}

function findingsNote({ findings, findingsFile }: Found): string {
  if (findingsFile) return `${findingsFile.count} findings, ${findingsFile.errors} of them errors`;
  if (findings.length === 0) return 'no findings';
  return findings.map(({ severity, code }) => `${severity}: ${code}`).join(', ');
}
