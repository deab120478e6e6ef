import { linkLabel, type LinkName } from '../contract/link.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import { runRemoval, type AskedRemoval } from '../engine/run-removal.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import { unlessInterrupted } from './interruption.ts';
import { printRemovalResult } from './print-removal-result.ts';
import { progressOn } from './progress.ts';

/** What is removed and how, and how the result is printed. */
type RemovalOptions = {
  readonly store: string;
  readonly mode: 'remove' | 'plan';
  readonly expectPlan: string | null;
  readonly force: boolean;
  readonly purge: boolean;
  readonly yes: boolean;
  readonly json: boolean;
};

/**
 * A removal in this process: told state by state on standard error, its result on standard output. Whoever
 * sits at a terminal is shown the plan first and asked; what they agree to is that plan. `null`: Ctrl-C, or a
 * no, has ended it.
 */
export async function removeInProcess(
  link: LinkName,
  { store, mode, expectPlan, force, purge, yes, json }: RemovalOptions,
): Promise<RemovalResult | null> {
  const opened = await openStore(store);
  const asked = { ...link, mode, expectPlan, force, purge };
  const isAsked = mode === 'remove' && !yes && expectPlan === null && isTerminal();
  const agreed = isAsked ? await agreedPlan(asked, opened) : { expectPlan };
  if (agreed === null) return null;
  if ('status' in agreed) {
    printRemovalResult(agreed, json);
    return agreed;
  }
  const result = await removal({ ...asked, ...agreed }, opened);
  if (result !== null) printRemovalResult(result, json);
  return result;
}

/** Runs a removal with its progress on standard error; `null`: Ctrl-C has ended it. */
export function removal(asked: AskedRemoval, opened: OpenStore): Promise<RemovalResult | null> {
  return unlessInterrupted(
    (signal) => runRemoval(asked, { ...opened, progress: progressOn(process.stderr), signal }),
    'Start it again: it goes on from what this one began.',
  );
}

/**
 * Shows what would be removed, and asks. A plan that is refused or has nothing to do is the result; `null`:
 * the answer was no.
 */
async function agreedPlan(
  asked: Exclude<AskedRemoval, { readonly startedBy: 'expiry' }>,
  opened: OpenStore,
): Promise<{ readonly expectPlan: string } | RemovalResult | null> {
  const planned = await removal({ ...asked, mode: 'plan' }, opened);
  if (planned === null) return null;
  const isOpen = planned.status === 'planned' && planned.plan !== undefined;
  if (!isOpen || planned.findings.some(({ severity }) => severity === 'error')) {
    return isOpen ? { ...planned, status: 'refused' } : planned;
  }
  printRemovalResult(planned, false, process.stderr);
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  const { Interrupted } = await import('./prompts.ts');
  try {
    const isWanted = await terminalPrompts().confirm(`Remove ${linkLabel(asked)}?`, false);
    if (isWanted) return { expectPlan: planned.plan?.hash ?? '' };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  process.stderr.write('Nothing was removed.\n');
  return null;
}

/** Whether somebody can be asked. */
function isTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}
