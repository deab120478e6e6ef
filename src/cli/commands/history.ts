import { flag, integer, orElse } from '../argument.ts';
import { command } from '../command.ts';
import { app, env, json, linkNamed, store } from '../shared-arguments.ts';
import { printAnswer, printDocument } from '../tell.ts';

export const history = command({
  summary: 'tell what each published revision has changed',
  page: 'looking-up.md',
  positionals: {},
  options: {
    app,
    env: { ...env, about: 'its environment' },
    revision: integer('<n>', 'this one only, with the differences of every file', 1),
    request: flag('with --revision: prints the request that made it, ready for run'),
    latest: orElse(integer('<n>', 'so many of the latest', 1), 10),
    store,
    json,
  },
  examples: {
    'tells what the latest revisions have changed': '--app storefront --env prod',
    'prints the request of a revision': '--app storefront --env prod --revision 3 --request',
  },
  exits: ['refused'],
  check: ({ revision, request }) =>
    request && revision === null ? '--request goes with --revision: name the one.' : null,
  run: async (given) => {
    const { revision, latest, store: where } = given;
    const link = linkNamed(given, 'Name --app and --env of what is to be told.');
    const { lookUpHistory, lookUpRequest } = await import('../look-up-history.ts');
    if (given.request && revision !== null) {
      const request = await lookUpRequest(link, revision, where);
      printDocument(request);
      return 'done';
    }
    const { historyText } = await import('../history-text.ts');
    const asked = revision === null ? { latest } : { revision };
    const found = await lookUpHistory(link, asked, where);
    printAnswer(given.json, found, () =>
      historyText(link, found, revision === null ? 'overview' : 'whole'),
    );
    return 'done';
  },
});
