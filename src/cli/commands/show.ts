import { command } from '../command.ts';
import { app, env, json, linkNamed, store } from '../shared-arguments.ts';
import { printAnswer } from '../tell.ts';

export const show = command({
  summary: 'tell all that is known of one import, what is open first',
  page: 'looking-up.md',
  positionals: {},
  options: { app, env: { ...env, about: 'its environment' }, store, json },
  examples: {
    'tells what is open of an import': '--app storefront --env prod',
  },
  exits: ['refused'],
  run: async (given) => {
    const link = linkNamed(given, 'Name --app and --env of what is to be shown.');
    const [{ lookUpLink }, { showText }] = await Promise.all([
      import('../look-up-link.ts'),
      import('../show-text.ts'),
    ]);
    const shown = await lookUpLink(link, given.store);
    printAnswer(given.json, shown, () => showText(shown, given.store));
    return 'done';
  },
});
