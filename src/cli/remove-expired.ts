import { linkLabel } from '../contract/link.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import { isExpired, isRemoved } from '../domain/removal/standing.ts';
import { allLinks } from '../domain/targets/link-indexes.ts';
import { openStore } from '../engine/stores.ts';
import { exitOf, type ResultExit } from './exit-codes.ts';
import { removalText } from './print-removal-result.ts';
import { removal } from './remove-in-process.ts';
import { withShellNote } from './with-shell-note.ts';
import { printAnswer } from './tell.ts';

/** What became of one environment that has expired. */
type Removed = {
  readonly app: string;
  readonly env: string;
  readonly result: RemovalResult;
};

/**
 * Removes every environment of a store that has expired, one after another, as the stack does by itself. One
 * that cannot be removed keeps none of the others.
 */
export async function removeExpired({
  store,
  json,
}: {
  readonly store: string;
  readonly json: boolean;
}): Promise<ResultExit | 'interrupted'> {
  const opened = await openStore(store);
  const { linkStore, now } = opened.services;
  const removed: Removed[] = [];
  for (const link of await linkStore.linksOf(allLinks)) {
    const item = await linkStore.look(link);
    // Whoever asks tries again what was tried in vain: the stack waits for a day.
    if (isRemoved(item) || !isExpired(item, now().toISOString())) continue;
    const result = await removal({ ...link, startedBy: 'expiry' }, opened, store);
    if (result === null) {
      // What is done is done, and told.
      if (removed.length > 0) print(removed, json);
      return 'interrupted';
    }
    removed.push({ ...link, result });
  }
  print(removed, json);
  const exits = removed.map(({ result }) => exitOf(result));
  return exits.find((exit) => exit === 'failed') ?? exits.find((exit) => exit !== 'done') ?? 'done';
}

function print(removed: readonly Removed[], json: boolean): void {
  printAnswer(json, { removed }, () => withShellNote(textOf(removed)));
}

function textOf(removed: readonly Removed[]): string {
  if (removed.length === 0) return 'No environment has expired.';
  return removed.map((one) => `${linkLabel(one)}: ${removalText(one.result)}`).join('\n\n');
}
