import { whyRefused } from '../engine/file-refusal.ts';
import { exits } from './exit-codes.ts';
import { tell, toldAnswer } from './tell.ts';

type Standing = 'stdout' | 'stderr';

/** Why a stream has not taken all that was written to it; `null`: it has, or nobody was there to read it. */
export type Losses = Record<Standing, string | null>;

/**
 * Lets no fault of a stream change anything about what the command does: a run that died of a log on a full
 * disk, or of `| head -1`, while it is at its writes would leave them. What is lost is known at the end.
 */
export function outliveStreams(
  streams: Readonly<Record<Standing, NodeJS.EventEmitter>> = process,
): Losses {
  const losses: Losses = { stdout: null, stderr: null };
  for (const name of ['stdout', 'stderr'] as const) {
    streams[name].on('error', (error: NodeJS.ErrnoException) => {
      if (gone.includes(error.code ?? '')) return;
      losses[name] ??= whyRefused(error) ?? error.message;
    });
  }
  return losses;
}

/** The pipe is closed; what was written to it before is told as well; a terminal that hung up. */
const gone = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO'];

/**
 * Tells at the very end what a stream has not taken, and returns the exit code: `ended`, but as failed where a
 * script would go on with half an answer. The answer itself is told once more, in words.
 */
export function exitAfter({ stdout, stderr }: Losses, ended: number): number {
  if (stderr !== null) tell(`Not all that was told stands on standard error: ${stderr}.`);
  if (stdout === null) return ended;
  tell(`Not all of the answer stands on standard output: ${stdout}.\n${toldAnswer()}`.trimEnd());
  return exits.failed.code;
}

/**
 * Ends a command that breaks where nobody catches as any other failure: Node's own code for it is the one by
 * which we promise that nothing was written.
 */
export function failOnCrash(): void {
  process.on('uncaughtException', ({ name, message }) => {
    tell(`${name}: ${message}`);
    process.exit(exits.failed.code);
  });
}
