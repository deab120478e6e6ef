import { exits } from './exit-codes.ts';
import { tell } from './tell.ts';

/**
 * Lets a reader that goes away change nothing about what the command does: `| head -1` closes the pipe while
 * an import is at its writes, and a run that died there would leave them. What is printed then is lost, and
 * the exit code says how the command ended.
 */
export function outliveReaders(
  streams: readonly NodeJS.EventEmitter[] = [process.stdout, process.stderr],
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!gone.includes(error.code ?? '')) throw error;
    });
  }
}

/** The pipe is closed; what was written to it before is told as well; a terminal that hung up. */
const gone = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO'];

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
