import { orElse } from '../argument.ts';
import { command } from '../command.ts';
import { defaultStore, json, optionalStore } from '../shared-arguments.ts';

export const list = command({
  summary: 'list what is imported, and how each of it stands',
  page: 'looking-up.md',
  positionals: {},
  options: { store: orElse({ ...optionalStore, about: 'where to look' }, defaultStore), json },
  exits: [],
  run: async (given) => {
    const [{ lookUpLinks }, { listText }] = await Promise.all([
      import('../looked-up.ts'),
      import('../list-text.ts'),
    ]);
    const found = await lookUpLinks(given.store);
    const text = given.json ? JSON.stringify(found, null, 2) : listText(found, given.store);
    process.stdout.write(`${text}\n`);
    return 'done';
  },
});
