import { command } from '../command.ts';
import { json, store } from '../shared-arguments.ts';
import { printAnswer } from '../tell.ts';

export const list = command({
  summary: 'list what is imported, and how each of it stands',
  page: 'looking-up.md',
  positionals: {},
  options: { store, json },
  examples: {
    'lists what a folder keeps': '',
    'lists what the stack keeps': '--store aws',
  },
  exits: [],
  run: async (given) => {
    const [{ lookUpLinks }, { listText }] = await Promise.all([
      import('../look-up-links.ts'),
      import('../list-text.ts'),
    ]);
    const found = await lookUpLinks(given.store);
    printAnswer(given.json, found, () => listText(found, given.store));
    return 'done';
  },
});
