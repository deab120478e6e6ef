import { bridge } from './commands/bridge.ts';
import { compare } from './commands/compare.ts';
import { completion } from './commands/completion.ts';
import { discover } from './commands/discover.ts';
import { fetch } from './commands/fetch.ts';
import { history } from './commands/history.ts';
import { init } from './commands/init.ts';
import { list } from './commands/list.ts';
import { push } from './commands/push.ts';
import { remove } from './commands/remove.ts';
import { run } from './commands/run.ts';
import { show } from './commands/show.ts';
import { start } from './commands/start.ts';
import type { Commands } from './command.ts';

/** The commands by what they are for, in the order in which the help tells them. */
export const groups = {
  'Before an import': { discover, init, compare },
  'Import, bring it to its targets, take it away': { run, push, remove, start },
  'What is imported': { list, show, history },
  'For apps and other tools': { fetch, bridge, completion },
} satisfies Readonly<Record<string, Commands>>;

/** The commands, by their names. */
export const commands = {
  ...groups['Before an import'],
  ...groups['Import, bring it to its targets, take it away'],
  ...groups['What is imported'],
  ...groups['For apps and other tools'],
} satisfies Commands;
