import { setMaxListeners } from 'node:events';
import { accountServices } from '../aws/account/account-services.ts';
import { environmentRegion } from '../aws/account/environment-region.ts';
import { waitUnder } from '../aws/wait.ts';
import { discoveryServices, readRegion } from '../procedures/account/read-discovery.ts';
import type { DiscoveredUserPool, Discovery } from '../contract/discovery.ts';
import { shapeDiscovery } from '../domain/discovery/shape-discovery.ts';
import { labelOf } from '../contract/text.ts';
import { counterOn } from './counting.ts';
import { discoveryText, isReady, requestText } from './discovery-text.ts';
import { Interrupted } from './prompts.ts';
import { withShellNote } from './with-shell-note.ts';
import { print } from './tell.ts';

/**
 * The user pools of the region of the environment, and what would block an import of
 * each. Counts on standard error.
 */
export async function discoverRegion(): Promise<Discovery> {
  const region = await environmentRegion();
  const counter = counterOn(process.stderr);
  const reading = new AbortController();
  // Every call under way waits under it, and Node 20 takes more than ten for a leak.
  setMaxListeners(0, reading.signal);
  try {
    const services = discoveryServices(accountServices(), waitUnder(reading.signal));
    return shapeDiscovery(await readRegion(region, services, counter.tell));
  } finally {
    reading.abort();
    counter.clear();
  }
}

/**
 * Prints for people what was found, then the requests of pools that nothing blocks, or the one of them
 * that a person chooses.
 */
export async function printDiscovery(discovery: Discovery): Promise<'done' | 'interrupted'> {
  print(withShellNote(discoveryText(discovery)));
  try {
    const chosen = await chosenPools(discovery.userPools.filter(isReady));
    for (const pool of chosen) print(`\n${requestText(pool)}`);
    return 'done';
  } catch (error) {
    if (error instanceof Interrupted) return 'interrupted';
    throw error;
  }
}

/** Without a terminal there is nobody to ask, and all of them are given. */
async function chosenPools(
  ready: readonly DiscoveredUserPool[],
): Promise<readonly DiscoveredUserPool[]> {
  const { stdin, stdout, stderr } = process;
  if (ready.length < 2 || !(stdin.isTTY && stdout.isTTY && stderr.isTTY)) return ready;
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  const choices = ready.map((pool) => ({ value: pool, label: labelOf(pool) }));
  return [await terminalPrompts().choose('Which pool do you want to import?', choices)];
}
