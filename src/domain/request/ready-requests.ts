import type { Asked } from './request-parsing.ts';
import type { PoolSummary } from '../readings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { longestCause } from '../findings/failure-cause.ts';
import { exampleLines } from './request-complaints.ts';

/** A request that nothing says the pools of: it is refused with requests that would do. */
export type Incomplete = {
  readonly kind: 'incomplete';
  readonly reason: string;
  readonly asked: Asked;
};

/** What there is to choose from, or in a few words why that cannot be told. */
export type Listing<Item> =
  { readonly items: readonly Item[]; readonly more: boolean } | { readonly unknown: string };

/** What can be offered to whoever named no pool; `null`: what this request has no use for. */
export type Offer = {
  /** Environments of the app whose requests are stored. */
  readonly environments: Listing<string>;
  readonly userPools: Listing<PoolSummary> | null;
  /** Where the user pools were looked for; `null`: nobody says. */
  readonly region: string | null;
};

/** Nothing but the list was read: a request that is valid may name a pool that is refused. */
const readinessLine = 'Which of these pools are ready, "amplify-import discover" tells.';

/** What a request says beside its names is repeated in each ready request up to this length. */
const longestRest = 400;
/** Room for the words around the requests. */
const roomForWords = 1_000;

/**
 * The refusal of an incomplete request: the reason, then ready requests, one pasteable line each. As
 * many as people can read; without any the filled-in example.
 */
export function incompleteText({ reason, asked }: Incomplete, offer: Offer): string {
  const { environments, userPools, region } = offer;
  const room = longestCause - reason.length - roomForWords;
  const kept = fitting(environmentRequests(asked, environments), room / 2);
  const named = fitting(poolRequests(asked, userPools), room - lengthOf(kept.shown));
  const whole =
    asked.userPoolId === undefined ? [] : [ready(asked, { userPoolId: asked.userPoolId })];
  const requests = [...kept.shown, ...named.shown, ...whole];
  return [
    reason,
    ...environmentWords(asked, environments),
    ...kept.shown,
    ...cutWords(kept.cut, 'environment'),
    ...poolWords(asked, userPools, region, kept.shown.length > 0),
    ...named.shown,
    ...cutWords(named.cut, 'user pool'),
    ...moreWords(userPools),
    ...(named.shown.length > 0 ? [readinessLine] : []),
    ...(whole.length > 0 ? ['Or leave "from" out:', ...whole] : []),
    ...(requests.length > 0 ? leftOutWords(asked) : exampleLines(asked)),
  ].join('\n');
}

function environmentRequests(asked: Asked, environments: Listing<string>): readonly string[] {
  if ('unknown' in environments) return [];
  return othersThan(asked, environments).map((from) => ready(asked, { from }));
}

function poolRequests(asked: Asked, userPools: Offer['userPools']): readonly string[] {
  if (userPools === null || 'unknown' in userPools) return [];
  return userPools.items.map(({ id, name }) => ready(asked, { userPoolId: id }, name));
}

/** One line of JSON; the name of a pool stands in the comment, which a request may have. */
function ready(asked: Asked, pools: object, name?: string): string {
  const { app, env } = asked;
  const comment = name === undefined ? {} : { Comment: name };
  const rest = isShort(asked) ? restOf(asked) : {};
  return JSON.stringify({ ...comment, app, env, ...pools, ...rest });
}

function restOf(asked: Asked): Readonly<Record<string, unknown>> {
  const { app: _app, env: _env, from: _from, userPoolId: _userPoolId, ...rest } = asked;
  return rest;
}

function isShort(asked: Asked): boolean {
  return JSON.stringify(restOf(asked)).length <= longestRest;
}

/** An environment cannot keep the pools of itself, nor those of the one that has just been asked for in vain. */
function othersThan(
  { env, from }: Asked,
  { items }: { items: readonly string[] },
): readonly string[] {
  return items.filter((name) => name !== env && name !== from);
}

function environmentWords(asked: Asked, environments: Listing<string>): readonly string[] {
  const { app, from } = asked;
  if ('unknown' in environments) {
    return [`The environments of ${app} cannot be listed: ${environments.unknown}.`];
  }
  if (othersThan(asked, environments).length > 0) {
    return [`Keep the pools of an environment of ${app}:`];
  }
  return from === undefined ? [] : [`No other environment of ${app} is recorded.`];
}

function poolWords(
  { readRoleArn }: Asked,
  userPools: Offer['userPools'],
  region: string | null,
  second: boolean,
): readonly string[] {
  if (userPools === null) {
    return readRoleArn === undefined
      ? []
      : ['Pools of another account are not listed here; name the one that readRoleArn reads.'];
  }
  if ('unknown' in userPools) {
    return [`The user pools of ${region ?? 'this region'} cannot be listed: ${userPools.unknown}.`];
  }
  const [first] = userPools.items;
  if (!first) {
    return [
      `${region ?? 'This region'} has no user pool; one of another region is found by its id.`,
    ];
  }
  return [`${second ? 'Or name' : 'Name'} a user pool of ${regionOfPool(first.id)}:`];
}

function moreWords(userPools: Offer['userPools']): readonly string[] {
  if (userPools === null || 'unknown' in userPools || !userPools.more) return [];
  const region = regionOfPool(userPools.items[0]?.id ?? '');
  return [`${region} has more than the ${userPools.items.length} user pools that were read.`];
}

function cutWords(cut: number, what: string): readonly string[] {
  return cut === 0 ? [] : [`${cut} more ${what}${cut === 1 ? ' does' : 's do'} not fit here.`];
}

function leftOutWords(asked: Asked): readonly string[] {
  if (isShort(asked)) return [];
  return [`Left out here, because it is long: ${Object.keys(restOf(asked)).join(', ')}.`];
}

function fitting(lines: readonly string[], room: number) {
  let used = 0;
  const shown = lines.filter((line) => (used += line.length + 1) <= room);
  return { shown, cut: lines.length - shown.length };
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
