import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { bench, buildCommand, removeCommand, type Bench } from './command.ts';
import { standIn, type StandIn } from './stand-in.ts';

/**
 * Each test of a file has a bench of its own; the command is built and AWS stands in once for all of
 * them. `prepare` is told of both before each test.
 */
export function eachOnItsBench(
  prepare: (here: Bench, cloud: StandIn) => void | Promise<unknown>,
): void {
  let command: string;
  let cloud: StandIn;

  beforeAll(async () => {
    [command, cloud] = await Promise.all([buildCommand(), standIn()]);
  }, 60_000);

  beforeEach(async () => {
    await prepare(await bench(command, cloud.endpoint), cloud);
  });

  afterAll(async () => {
    cloud.close();
    await removeCommand(command);
  });
}
