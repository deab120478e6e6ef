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

/** The commands, in the order in which the help tells them. */
export const commands = {
  run,
  push,
  remove,
  start,
  list,
  show,
  history,
  fetch,
  discover,
  compare,
  init,
  bridge,
  completion,
} satisfies Commands;
