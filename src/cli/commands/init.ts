import { orElse, path } from '../argument.ts';
import { command } from '../command.ts';
import { requireWritableFile } from '../writable-place.ts';

export const init = command({
  summary: 'write a request by answering questions',
  page: 'discovering.md',
  positionals: {
    file: orElse(path('file', 'where to write the request', 'request.json'), 'request.json'),
  },
  options: {},
  exits: ['interrupted'],
  run: async ({ file }) => {
    await requireWritableFile(file, `${file} cannot be written`);
    const { askAndWrite } = await import('../write-request.ts');
    return askAndWrite(file);
  },
});
