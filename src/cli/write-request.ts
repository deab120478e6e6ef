import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { accountServices } from '../aws/account/account-services.ts';
import { environmentRegion } from '../aws/account/environment-region.ts';
import { waitUnder } from '../aws/wait.ts';
import { discoveryServices } from '../procedures/account/read-discovery.ts';
import { RegionMissing } from '../contract/errors/caller-errors.ts';
import { exampleRequest } from '../contract/request.ts';
import { Declined, Interrupted, type Prompts } from './prompts.ts';
import { endWithout, type ExitOfNo } from './agreement.ts';
import { counterOn } from './counting.ts';
import { UsageError } from './exit-codes.ts';
import { askForRequest } from './init-questions.ts';
import { placeFiles, placeNewFile } from './place-files.ts';
import { shellWord } from '../contract/findings/shell-word.ts';
import { print, tell } from './tell.ts';

/**
 * Asks for a request and writes it to a file.
 *
 * @throws UsageError when nobody can be asked
 */
export async function askAndWrite(path: string): Promise<'done' | 'failed' | ExitOfNo> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new UsageError(withoutTerminal);
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  try {
    return (await initialise(path, terminalPrompts())) ? 'done' : 'failed';
  } catch (error) {
    if (error instanceof Declined) return endWithout('no');
    if (error instanceof Interrupted) return endWithout('ended');
    throw error;
  }
}

const withoutTerminal = `init asks questions, and no terminal is attached to answer them.
List your pools with "amplify-import discover", which prints ready requests, or write a file like this:
${JSON.stringify(exampleRequest, null, 2)}`;

/** Asks and writes. `false`: the account holds nothing that a request could be made of. */
async function initialise(path: string, prompts: Prompts): Promise<boolean> {
  const replaces = existsSync(path);
  if (replaces) await requireConsent(prompts, `${path} is there already. Write over it?`);
  const reading = new AbortController();
  // Every call under way waits under it, and Node 20 takes more than ten for a leak.
  setMaxListeners(0, reading.signal);
  const counter = counterOn(process.stderr);
  try {
    const account = accountServices();
    const request = await askForRequest(prompts, {
      services: { ...account, ...discoveryServices(account, waitUnder(reading.signal)) },
      region: await proposedRegion(),
      counter,
    });
    if (!request) return false;
    await write(path, `${JSON.stringify(request, null, 2)}\n`, prompts, replaces);
  } finally {
    reading.abort();
  }
  tell(`Wrote ${path}. See what an import of it would do:`);
  print(`amplify-import run ${shellWord(path)} --mode plan`);
  return true;
}

/** The questions take minutes: a file that somebody else has put there meanwhile is not written over unasked. */
async function write(
  path: string,
  text: string,
  prompts: Pick<Prompts, 'confirm'>,
  replaces: boolean,
): Promise<void> {
  if (!replaces) {
    if (await placeNewFile(path, text)) return;
    await requireConsent(prompts, `${path} has appeared meanwhile. Write over it?`);
  }
  await placeFiles([{ path, text, secret: false }]);
}

async function requireConsent(prompts: Pick<Prompts, 'confirm'>, question: string): Promise<void> {
  if (!(await prompts.confirm(question, false))) throw new Declined();
}

/** The environment's region, if it has one: the question then starts from there. */
async function proposedRegion(): Promise<string> {
  try {
    return await environmentRegion();
  } catch (error) {
    if (error instanceof RegionMissing) return '';
    throw error;
  }
}
