import { setMaxListeners } from 'node:events';
import { accountServices } from '../aws/account/account-services.ts';
import { environmentRegion } from '../aws/account/environment-region.ts';
import { waitUnder } from '../aws/wait.ts';
import { discoveryServices, readRegion } from '../procedures/account/read-discovery.ts';
import { requestFields, type DiscoveredUserPool, type Discovery } from '../contract/discovery.ts';
import { shapeDiscovery } from '../domain/discovery/shape-discovery.ts';
import { labelOf } from '../contract/text.ts';
import { Interrupted } from './prompts.ts';
import { counterOn } from './counting.ts';
import { discoveryText, isReady, requestText } from './discovery-text.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import type { OptionValues } from './options.ts';

/** `amplify-import discover`: the user pools of a region, and what would block an import of each. */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  if (positionals.length > 0) throw new UsageError('discover takes no argument but --region.');
  const discovery = await discover(await regionOf(values['region']));
  if (values['json'] === true) {
    process.stdout.write(`${JSON.stringify(discovery, null, 2)}\n`);
    return exitCodes.done;
  }
  process.stdout.write(`${discoveryText(discovery)}\n`);
  try {
    const chosen = await chosenPools(discovery.userPools.filter(isReady));
    for (const pool of chosen) process.stdout.write(`\n${requestText(pool)}\n`);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof Interrupted) return exitCodes.interrupted;
    throw error;
  }
}

async function regionOf(option: string | boolean | undefined): Promise<string> {
  if (option === undefined) return environmentRegion();
  const region = requestFields.region.safeParse(option);
  if (region.success) return region.data;
  throw new UsageError(`--region ${region.error.issues[0]?.message}, not "${String(option)}".`);
}

async function discover(region: string): Promise<Discovery> {
  const counter = counterOn(process.stderr);
  const asking = new AbortController();
  // Every call under way waits under it, and Node 20 takes more than ten for a leak.
  setMaxListeners(0, asking.signal);
  try {
    const services = discoveryServices(accountServices(), waitUnder(asking.signal));
    return shapeDiscovery(await readRegion(region, services, counter.tell));
  } finally {
    asking.abort();
    counter.clear();
  }
}

/** A person chooses one; without a terminal there is nobody to ask, and all of them are given. */
async function chosenPools(
  ready: readonly DiscoveredUserPool[],
): Promise<readonly DiscoveredUserPool[]> {
  const { stdin, stdout, stderr } = process;
  if (ready.length < 2 || !(stdin.isTTY && stdout.isTTY && stderr.isTTY)) return ready;
  const { terminalAsking } = await import('./terminal-prompts.ts');
  const choices = ready.map((pool) => ({ value: pool, label: labelOf(pool) }));
  return [await terminalAsking().choose('Which pool do you want to import?', choices)];
}
