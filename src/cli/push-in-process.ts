import { PlanChanged } from '../contract/errors/run-errors.ts';
import { linkLabel } from '../contract/link.ts';
import type { PushRequest } from '../contract/push/request.ts';
import type { PushResult } from '../contract/push/result.ts';
import { plural } from '../contract/text.ts';
import type { Gates } from '../engine/execution.ts';
import { runPush } from '../engine/run-push.ts';
import { openStore, type OpenStore } from '../engine/stores.ts';
import { readPushPlan } from '../procedures/push/push-plan-store.ts';
import type { ConfigStore } from '../procedures/config/port.ts';
import {
  agreementTo,
  destinationOfLink,
  endWithout,
  isTerminal,
  whereText,
  type ExitOfNo,
} from './agreement.ts';
import { withPlace } from './not-recorded.ts';
import { nextOfPush } from './next-command.ts';
import { printPushResult, pushText } from './print-push-result.ts';
import { progressOn, unlessShown } from './progress.ts';
import type { Prompts } from './prompts.ts';
import { tell } from './tell.ts';
import { untilEnd } from './what-stands.ts';
import { withShellNote } from './with-shell-note.ts';

/** Where a push finds what is recorded, who is asked, and how its result is printed. */
type PushOptions = { readonly store: string; readonly yes: boolean; readonly json: boolean };

/**
 * A push in this process: told state by state on standard error, its result on standard output. Whoever sits
 * at a terminal is shown first what it would write on functions, apps, sites and parameters, and asked.
 */
export async function pushInProcess(
  asked: PushRequest,
  { store, yes, json }: PushOptions,
): Promise<PushResult | ExitOfNo> {
  const opened = await openStore(store);
  const isAsked = asked.mode === 'push' && !yes && isTerminal();
  const ended = isAsked
    ? await pushAsAgreed(asked, opened, store, await terminalPrompts())
    : await push(asked, opened, store);
  if (ended === null) return 'interrupted';
  if (typeof ended === 'string') return ended;
  const result = withPlace(ended, asked, store);
  printPushResult(result, json, nextOfPush(result, asked, store));
  return result;
}

async function terminalPrompts(): Promise<Prompts> {
  const prompts = await import('./terminal-prompts.ts');
  return prompts.terminalPrompts();
}

/**
 * Plans a push, shows the plan and pushes that, if somebody agrees. Nobody is asked where no target would be
 * written.
 *
 * @internal for tests, whose person answers by a script
 */
export async function pushAsAgreed(
  asked: PushRequest,
  opened: OpenStore,
  store: string,
  prompts: Pick<Prompts, 'confirm'>,
): Promise<PushResult | ExitOfNo | null> {
  const planned = await push({ ...asked, mode: 'plan', follow: false }, opened, store);
  if (planned === null || planned.error || planned.plan === undefined) return planned;
  const { hash, targets } = planned.plan;
  const count = targets.filter(({ change }) => change === 'write').length;
  if (count > 0) {
    const where = whereText(await destinationOfLink(asked, opened.services), process.env);
    tell(withShellNote(`${pushText(planned)}\n${where}`));
    const question = `Push to ${plural(count, 'target')} of ${linkLabel(asked)}?`;
    const said = await agreementTo(question, prompts);
    if (said !== 'yes') return endWithout(said);
  }
  return push(asked, opened, store, onlyPlan(hash, opened.services.configStore));
}

/** Runs a push with its progress on standard error; `null`: Ctrl-C has ended it. `gates`: it was shown before. */
function push(
  asked: PushRequest,
  opened: OpenStore,
  store: string,
  gates: Gates | null = null,
): Promise<PushResult | null> {
  const told = progressOn(process.stderr);
  return untilEnd(
    (followed) => runPush(asked, { ...opened, ...followed, ...(gates && { gates }) }),
    gates ? unlessShown(told, ['Read push request', 'Take lease', 'Plan push']) : told,
    store,
    'goes on from there',
  );
}

/** Lets a push go on only with what was agreed to: another run may have come in between. */
function onlyPlan(agreed: string, store: ConfigStore): Gates {
  return {
    'Plan push': async (slice) => {
      const { key, sha256 } = slice;
      if (key === null || sha256 === null) return slice;
      const { hash } = await readPushPlan({ key, sha256 }, store);
      if (hash === agreed) return slice;
      throw new PlanChanged(`What is to be pushed is ${hash}, not ${agreed}.`, {
        resolution: 'Push again, and read what is shown.',
      });
    },
  };
}
