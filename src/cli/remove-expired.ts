import { linkLabel, type LinkName } from '../contract/link.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import type { SeenLink } from '../contract/seen-link.ts';
import { plural } from '../contract/text.ts';
import { isExpired, isRemoved } from '../domain/removal/standing.ts';
import { allLinks } from '../domain/targets/link-indexes.ts';
import { openStore } from '../engine/stores.ts';
import type { Services } from '../procedures/ports.ts';
import { agreementTo, endWithout, isTerminal, whereText } from './agreement.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { removalText } from './print-removal-result.ts';
import { removal } from './remove-in-process.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer, tell } from './tell.ts';

/** What became of one environment that has expired. */
type Removed = {
  readonly app: string;
  readonly env: string;
  readonly result: RemovalResult;
};

/**
 * Removes every environment of a store that has expired, one after another, as the stack does by itself. One
 * that cannot be removed keeps none of the others. Whoever sits at a terminal is shown which they are, and asked.
 */
export async function removeExpired({
  store,
  yes,
  json,
}: {
  readonly store: string;
  readonly yes: boolean;
  readonly json: boolean;
}): Promise<ResultExit | 'interrupted'> {
  const opened = await openStore(store);
  const expired = await expiredOf(opened.services);
  if (expired.length > 0 && !yes && isTerminal()) {
    const said = await agreementToAll(expired, opened.services);
    if (said !== 'yes') return endWithout(said);
  }
  const removed: Removed[] = [];
  for (const { app, env } of expired) {
    const result = await removal({ app, env, startedBy: 'expiry' }, opened, store);
    if (result === null) {
      // What is done is done, and told.
      if (removed.length > 0) print(removed, json);
      return 'interrupted';
    }
    removed.push({ app, env, result });
  }
  print(removed, json);
  const exits = removed.map(({ result }) => exitOf(result));
  return exits.find((exit) => exit === 'failed') ?? exits.find((exit) => exit !== 'done') ?? 'done';
}

type Expired = LinkName & Pick<SeenLink, 'request'>;

async function expiredOf({ linkStore, now }: Services): Promise<readonly Expired[]> {
  const expired: Expired[] = [];
  for (const link of await linkStore.linksOf(allLinks)) {
    const item = await linkStore.look(link);
    // Whoever asks tries again what was tried in vain: the stack waits for a day.
    if (!isRemoved(item) && isExpired(item, now().toISOString())) {
      expired.push({ ...link, request: item.request });
    }
  }
  return expired;
}

async function agreementToAll(expired: readonly Expired[], { account }: Services) {
  const lines = expired.map((one) => `  ${linkLabel(one)}, since ${one.request?.expires ?? ''}`);
  const where = whereText({ account: (await account()) ?? undefined }, process.env);
  tell(['These have expired:', ...lines, where].join('\n'));
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  return agreementTo(`Remove ${plural(expired.length, 'environment')}?`, terminalPrompts());
}

function print(removed: readonly Removed[], json: boolean): void {
  printAnswer(json, { removed }, () => withShellNote(textOf(removed)));
}

function textOf(removed: readonly Removed[]): string {
  if (removed.length === 0) return 'No environment has expired.';
  return removed.map((one) => `${linkLabel(one)}: ${removalText(one.result)}`).join('\n\n');
}
