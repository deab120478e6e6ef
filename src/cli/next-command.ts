import { shellWord } from '../contract/findings/shell-word.ts';
import type { LinkName } from '../contract/link.ts';
import type { PushRequest } from '../contract/push/request.ts';
import type { PushResult } from '../contract/push/result.ts';
import type { RemoveRequest } from '../contract/removal/request.ts';
import type { RemovalResult } from '../contract/removal/result.ts';
import type { Result } from '../contract/result.ts';
import { showCommand, storeOption } from '../contract/store-words.ts';
import { endWord } from '../domain/report/end-word.ts';
import { linkNamedIn } from '../domain/run/execution.ts';
import { hasChanges } from '../domain/run/plan-changes.ts';
import { flagOf } from './command-line.ts';
import { namedSurroundings } from './everywhere.ts';
import { requestKeys } from './request-arguments.ts';

/** What a command line said that came to a result, by the names of its arguments. */
export type Said = Readonly<
  Partial<Record<keyof typeof requestKeys | 'request', string | boolean | null>>
> & {
  readonly command: 'run' | 'start';
  readonly store: string;
  readonly out?: string | null;
};

/** What to do next, in a line to copy; `null`: the result itself says it, or nothing is left to do. */
export function nextStep(result: Result, request: unknown, said: Said): string | null {
  const { status, plan, error, push } = result;
  if (error?.name === 'InvalidRequest' && said.request === null) return inOptions(said);
  if (error?.name === 'LinkBusy')
    return howItStands(linkNamedIn(request), said.command === 'start' ? 'aws' : said.store);
  if (error || push?.error) return null;
  if (status === 'planned' && plan && hasChanges(plan)) {
    return sayingSo(request, said, ['--mode import', `--expect-plan ${plan.hash}`]);
  }
  const link = linkNamedIn(request);
  // Where no file has changed, an app has nothing to fetch.
  if (endWord(result) !== 'published' || link === null) return null;
  const words = `fetch --app ${link.app} --env ${link.env}`;
  return `Fetch it into an app: ${commandOf(words, said.store)}`;
}

/** A refusal speaks of the keys of a request: whoever wrote options is told what they are called there. */
function inOptions(said: Said): string | null {
  const { command, app, env, store } = said;
  const given = ids.filter((key) => typeof said[key] === 'string');
  if (typeof said.userPoolId === 'string') {
    return `As options: ${given.map((key) => `${key} is ${flagOf(key)}`).join(', ')}.`;
  }
  if (typeof app !== 'string' || typeof env !== 'string') return null;
  const keys = keysSaid(said).map((key) => worded(key, said[key]));
  const words = [command, ...keys, `${flagOf('userPoolId')} <id>`].join(' ');
  return `As an option: ${commandOf(words, command === 'run' ? store : null)}`;
}

/** The keys of a request that options speak for. */
function keysSaid(said: Said): readonly (keyof typeof requestKeys)[] {
  const keys = Object.keys(requestKeys) as (keyof typeof requestKeys)[];
  return keys.filter((key) => (said[key] ?? false) !== false);
}

const ids = ['userPoolId', 'webClientId', 'nativeClientId', 'identityPoolId'] as const;

/** The same of a push that was planned. */
export function nextOfPush(
  { status, plan, error }: PushResult,
  { app, env, only }: Pick<PushRequest, 'app' | 'env' | 'only'>,
  store: string,
): string | null {
  if (error?.name === 'LinkBusy') return howItStands({ app, env }, store);
  const writes = plan?.targets.some(({ change }) => change === 'write') ?? false;
  if (status !== 'planned' || error || !writes) return null;
  const targets = only === null ? [] : [worded('only', only.join(','))];
  const words = [`--app ${app} --env ${env}`, ...targets].join(' ');
  return carryingOut(`push ${words}`, store);
}

/** The same of a removal that was planned. */
export function nextOfRemoval(
  { status, plan, error }: RemovalResult,
  { app, env, force, purge }: Pick<RemoveRequest, 'app' | 'env' | 'force' | 'purge'>,
  store: string,
): string | null {
  if (error?.name === 'LinkBusy') return howItStands({ app, env }, store);
  if (status !== 'planned' || error || !plan) return null;
  const flags = [...(force ? ['--force'] : []), ...(purge ? ['--purge'] : [])];
  const words = [`--app ${app} --env ${env}`, ...flags, `--expect-plan ${plan.hash}`].join(' ');
  return carryingOut(`remove ${words}`, store);
}

/** The same of a push or a removal that an execution has planned. */
export function nextOfStarted(
  { status, plan, error }: PushResult | RemovalResult,
  machine: 'push-auth' | 'remove-auth',
  { input, said }: { readonly input: unknown; readonly said: Said },
): string | null {
  if (error?.name === 'LinkBusy') return howItStands(linkNamedIn(input), 'aws');
  if (status !== 'planned' || error || !plan) return null;
  if (machine === 'remove-auth') {
    return sayingSo(input, said, [`--machine ${machine} --mode remove --expect-plan ${plan.hash}`]);
  }
  // Nothing goes by the hash of a push.
  const isAny = plan.targets.some(({ change }) => change === 'write');
  return isAny ? sayingSo(input, said, [`--machine ${machine} --mode push`]) : null;
}

/**
 * The command that has planned, so that it does that very plan by what is said to it; `null`: its input is gone, or is
 * an event, which carries its own.
 */
function sayingSo(request: unknown, said: Said, doing: readonly string[]): string | null {
  const { command, request: file, store, out } = said;
  if (file === '-' || (request instanceof Object && 'detail-type' in request)) return null;
  const keys = keysSaid(said).filter((key) => key !== 'mode' && key !== 'expectPlan');
  const words = [
    command,
    ...(typeof file === 'string' ? [shellWord(file)] : []),
    ...keys.map((key) => worded(key, said[key])),
    // The file may say that it only plans.
    ...doing,
    ...(out ? [worded('out', out)] : []),
    ...(command === 'start' ? ['--wait'] : []),
  ];
  return carryingOut(words.join(' '), command === 'run' ? store : null);
}

/** Of a run that another one keeps out. */
function howItStands(link: LinkName | null, store: string): string | null {
  return link === null ? null : `How that one stands: ${showCommand(link, store)}`;
}

function carryingOut(words: string, store: string | null): string {
  return `Carry it out: ${commandOf(words, store)}`;
}

/** A command of ours in a store, by the profile and in the region that were named; `null`: it takes no store. */
function commandOf(words: string, store: string | null): string {
  const named = Object.entries(namedSurroundings()).map(([name, word]) => ` ${worded(name, word)}`);
  return `amplify-import ${words}${store === null ? '' : storeOption(store)}${named.join('')}`;
}

function worded(key: string, word: string | boolean | null | undefined): string {
  return typeof word === 'string' ? `${flagOf(key)} ${shellWord(word)}` : flagOf(key);
}
