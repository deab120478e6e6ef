import { flag, oneOf, orElse, text } from '../argument.ts';
import { command } from '../command.ts';
import { exitOf } from '../exit-codes.ts';
import { app, env, json, linkNamed, store } from '../shared-arguments.ts';
import { requireWritableFolder } from '../writable-place.ts';

export const push = command({
  summary: 'bring what is imported to its targets, with your own rights',
  page: 'pushing.md',
  positionals: {},
  options: {
    app,
    env: { ...env, about: 'its environment' },
    mode: orElse(
      oneOf({ push: 'writes what differs', plan: 'tells what a push would write' }, 'what is done'),
      'push',
    ),
    only: {
      ...text('failed|<target>,…', 'these targets only, with commas between'),
      choices: { failed: 'those that failed or were left alone the last time' },
      several: true,
    },
    yes: flag('asks nobody'),
    follow: flag('waits until the builds that the push starts have ended'),
    store,
    json,
  },
  examples: {
    'brings what is imported to its targets': '--app storefront --env prod',
    'tries again what failed': '--app storefront --env prod --only failed',
  },
  exits: ['refused'],
  check: ({ mode, follow }) =>
    mode === 'plan' && follow ? '--follow goes with a push; a plan starts no build.' : null,
  run: async (given) => {
    const { mode, only, follow, store: place } = given;
    const link = linkNamed(given, 'Name --app and --env of what is to be pushed.');
    const { askedTargets } = await import('../asked-targets.ts');
    const asked = { ...link, mode, only: only === null ? null : askedTargets(only), follow };
    if (place !== 'aws') await requireWritableFolder(place, `--store ${place}`);
    const { pushInProcess } = await import('../push-in-process.ts');
    const result = await pushInProcess(asked, given);
    return typeof result === 'string' ? result : exitOf(result);
  },
});
