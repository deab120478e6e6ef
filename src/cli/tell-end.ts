import { underSignal } from '../aws/abort.ts';
import type { MachineName } from '../contract/machines.ts';
import { importDocument, pushDocument, removalDocument } from '../domain/run/result-document.ts';
import { linkNamedIn } from '../domain/run/execution.ts';
import { waitForEnd } from './execution.ts';
import { unlessInterrupted } from './interruption.ts';
import { showCommand } from '../contract/store-words.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { nextOfStarted, nextStep, type Said } from './next-command.ts';
import { printPushResult } from './print-push-result.ts';
import { printRemovalResult } from './print-removal-result.ts';
import { printResult } from './print-result.ts';

/** What an execution was started on, and what the command line said. */
type Asked = {
  readonly input: unknown;
  readonly said: Omit<Said, 'command' | 'store'> & { readonly json: boolean };
};

const started = ({ input, said }: Asked) => ({
  input,
  said: { ...said, command: 'start', store: 'aws' } as const,
});

/** Waits for the end of an execution of each machine, and prints what it has come to. */
const tellers: Readonly<
  Record<MachineName, (arn: string, asked: Asked, signal: AbortSignal) => Promise<ResultExit>>
> = {
  'import-auth': async (arn, asked, signal) => {
    const result = await waitForEnd(arn, importDocument, signal);
    const { input, said } = started(asked);
    printResult(result, asked.said.json, { next: nextStep(result, input, said) });
    return exitOf(result);
  },
  'push-auth': async (arn, asked, signal) => {
    const result = await waitForEnd(arn, pushDocument, signal);
    printPushResult(result, asked.said.json, nextOfStarted(result, 'push-auth', started(asked)));
    return exitOf(result);
  },
  'remove-auth': async (arn, asked, signal) => {
    const result = await waitForEnd(arn, removalDocument, signal);
    const next = nextOfStarted(result, 'remove-auth', started(asked));
    printRemovalResult(result, asked.said.json, next);
    return exitOf(result);
  },
};

/** Waits until an execution has ended and prints its result, as a run in process would. */
function tellEnd(
  machine: MachineName,
  arn: string,
  asked: Asked,
  signal: AbortSignal,
): Promise<ResultExit> {
  return underSignal(signal, async () => {
    try {
      return await tellers[machine](arn, asked, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  });
}

/** The same, unless Ctrl-C ends the waiting: the execution goes on, and how to see its end is told. */
export async function waitUnlessInterrupted(
  machine: MachineName,
  arn: string,
  asked: Asked,
): Promise<ResultExit | 'interrupted'> {
  const exit = await unlessInterrupted(
    (signal) => tellEnd(machine, arn, asked, signal),
    () =>
      `The execution goes on, and another one would wait for it. How it stands: ${lookingCommand(asked.input, arn)}`,
  );
  return exit ?? 'interrupted';
}

/** By the link, as far as the input names one: of a request that can be none no command is printed. */
function lookingCommand(input: unknown, arn: string): string {
  const link = linkNamedIn(input);
  return link === null
    ? `aws stepfunctions describe-execution --execution-arn ${arn}`
    : showCommand(link, 'aws');
}
