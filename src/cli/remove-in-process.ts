import { linkLabel, type LinkName } from '../contract/link.ts';
import type { RemoveRequest } from '../contract/removal/request.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import { runRemoval, type AskedRemoval } from '../engine/run-removal.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import {
  agreementTo,
  endWithout,
  isTerminal,
  destinationOfLink,
  whereText,
  type ExitOfNo,
} from './agreement.ts';
import { nextOfRemoval } from './next-command.ts';
import { printRemovalResult, removalText } from './print-removal-result.ts';
import { withPlace } from './not-recorded.ts';
import { progressOn, unlessShown } from './progress.ts';
import { untilEnd } from './what-stands.ts';
import { tell } from './tell.ts';
import { withShellNote } from './with-shell-note.ts';

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
 * sits at a terminal is shown the plan first and asked; what they agree to is that plan.
 */
export async function removeInProcess(
  link: LinkName,
  { store, mode, expectPlan, force, purge, yes, json }: RemovalOptions,
): Promise<RemovalResult | ExitOfNo> {
  const opened = await openStore(store);
  const asked = { ...link, mode, expectPlan, force, purge };
  const isAsked = mode === 'remove' && !yes && expectPlan === null && isTerminal();
  const agreed = isAsked ? await agreedPlan(asked, opened, store) : { expectPlan };
  if (typeof agreed === 'string') return agreed;
  const ended =
    'status' in agreed ? agreed : await removal({ ...asked, ...agreed }, opened, store, isAsked);
  if (ended === null) return 'interrupted';
  const result = withPlace(ended, link, store);
  printRemovalResult(result, json, nextOfRemoval(result, asked, store));
  return result;
}

/** Runs a removal with its progress on standard error; `null`: Ctrl-C has ended it. `isShown`: its plan was. */
export function removal(
  asked: AskedRemoval,
  opened: OpenStore,
  store: string,
  isShown = false,
): Promise<RemovalResult | null> {
  const told = progressOn(process.stderr);
  return untilEnd(
    (followed) => runRemoval(asked, { ...opened, ...followed }),
    isShown ? unlessShown(told, ['Read remove request', 'Take lease', 'Plan removal']) : told,
    store,
    'goes on from there',
  );
}

/**
 * Shows what would be removed, and asks. Nobody is asked where there is nothing to do; a plan with errors is
 * refused.
 */
async function agreedPlan(
  asked: RemoveRequest,
  opened: OpenStore,
  store: string,
): Promise<{ readonly expectPlan: string } | RemovalResult | ExitOfNo> {
  const planned = await removal({ ...asked, mode: 'plan' }, opened, store);
  if (planned === null) return 'interrupted';
  if (planned.error || planned.plan === undefined) return planned;
  const expectPlan = planned.plan.hash;
  if (planned.status === 'unchanged') return { expectPlan };
  const where = whereText(await destinationOfLink(asked, opened.services), process.env);
  tell(withShellNote(`${removalText(planned, process.stderr)}\n${where}`));
  const { terminalPrompts } = await import('./terminal-prompts.ts');
  const said = await agreementTo(questionOf(asked), terminalPrompts());
  return said === 'yes' ? { expectPlan } : endWithout(said);
}

/** What nobody can bring back is asked for by its name. */
function questionOf({ app, env, purge }: RemoveRequest): string {
  const files = purge ? ', and delete the files of all its revisions for good' : '';
  return `Remove ${linkLabel({ app, env })}${files}?`;
}
