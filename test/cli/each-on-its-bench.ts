import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { builtCommand } from './built-command.ts';
import { bench, type Bench } from './command.ts';
import { standIn, type StandIn } from './stand-in.ts';

/**
 * Each test of a file has a bench of its own; AWS stands in once for all of them. `prepare` is told of
 * both before each test.
 */
export function eachOnItsBench(
  prepare: (here: Bench, cloud: StandIn) => void | Promise<unknown>,
): void {
  let cloud: StandIn;

  beforeAll(async () => {
    cloud = await standIn();
  });

  beforeEach(async () => {
    await prepare(await bench(builtCommand(), cloud.endpoint), cloud);
  });

  afterAll(() => cloud.close());
}
