import { flag, oneOf, orElse } from '../argument.ts';
import { command } from '../command.ts';
import { exitOf } from '../exit-codes.ts';
import { app, env, expectPlan, json, linkNamed, store } from '../shared-arguments.ts';
import { requireWritableFolder } from '../writable-place.ts';

export const remove = command({
  summary: 'take an environment away without a trace, but for its pools',
  page: 'removing.md',
  positionals: {},
  options: {
    app,
    env: { ...env, about: 'its environment' },
    mode: orElse(
      oneOf(
        { remove: 'takes it away', plan: 'tells what a removal would take away' },
        'what is done',
      ),
      'remove',
    ),
    expectPlan,
    force: flag('takes away what somebody has changed, too'),
    purge: flag('deletes the files of all revisions for good'),
    yes: flag('asks nobody'),
    expired: flag('instead of one environment, all of the store that have expired'),
    store,
    json,
  },
  examples: {
    'tells what would be taken away': '--app storefront --env review-7 --mode plan',
    'takes away what has expired': '--expired',
  },
  exits: ['refused'],
  check: ({ expired, app: named, env: environment, expectPlan: hash, force, purge, mode }) => {
    if (!expired) return null;
    const others = named !== null || environment !== null || hash !== null || mode === 'plan';
    return others || force || purge
      ? '--expired removes what has expired, and takes no other option than --store, --yes and --json.'
      : null;
  },
  run: async (given) => {
    const { store: place } = given;
    if (place !== 'aws') await requireWritableFolder(place, `--store ${place}`);
    if (given.expired) {
      const { removeExpired } = await import('../remove-expired.ts');
      return removeExpired(given);
    }
    const link = linkNamed(given, 'Name --app and --env of what is to be removed.');
    const { removeInProcess } = await import('../remove-in-process.ts');
    const result = await removeInProcess(link, given);
    return typeof result === 'string' ? result : exitOf(result);
  },
});
