import { runCommand } from '../command.ts';
import { withLocalEnvironment } from '../environment.ts';

/** Where is measured. */
export type BenchPlace = {
  /** The local cloud itself. */
  readonly cloud: string;
  /** Where commands find AWS: the local cloud, or what holds each of its answers for a while. */
  readonly endpoint: string;
  /** The whole path of the bundled command. */
  readonly command: string;
  /** Taken away before each bench. */
  readonly folder: string;
  /** How often each is tried; the median counts. */
  readonly rounds: number;
};

/** How a command is run, and which end is the right one. */
type Running = {
  readonly onLine?: (line: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly exit?: number;
};

/**
 * Runs a command to its end and gives what it prints.
 *
 * @throws Error when it ends with another exit code than the right one: 0, unless said
 */
export async function ended(
  { command, endpoint }: BenchPlace,
  words: readonly string[],
  { onLine = () => undefined, environment = process.env, exit = 0 }: Running = {},
): Promise<string> {
  const surroundings = withLocalEnvironment(environment, endpoint);
  const { code, stdout } = await runCommand(command, words, surroundings, onLine);
  if (code !== exit) throw new Error(`${words.join(' ')} ended with ${code}:\n${stdout}`);
  return stdout;
}

/** Milliseconds of a command from start to exit. */
export async function timed(
  place: BenchPlace,
  words: readonly string[],
  running: Running = {},
): Promise<number> {
  const begun = performance.now();
  await ended(place, words, running);
  return performance.now() - begun;
}

/** The median of so many rounds, after one that warms the disk. */
export async function medianOf(
  rounds: number,
  measure: (round: number) => Promise<number>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const time = await measure(round);
    if (round > 0) times.push(time);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
