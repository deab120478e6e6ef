import { flag, oneOf, path } from '../argument.ts';
import { command } from '../command.ts';
import { detailedExitOf, exitOf } from '../exit-codes.ts';
import { readInput, withMode } from '../read-input.ts';
import { detailedExitCode, json, request, store } from '../shared-arguments.ts';
import { makeFolder, requireWritableFolder } from '../writable-place.ts';

export const run = command({
  summary: 'import in this process, with your own rights',
  page: 'running.md',
  positionals: { request },
  options: {
    mode: oneOf(
      { plan: 'tells what an import would do', import: 'does it' },
      'takes the place of the mode in the request',
    ),
    store,
    out: path('folder', 'copies the published files there'),
    yes: flag('asks nobody'),
    detailedExitCode,
    json,
  },
  exits: ['refused', 'changes'],
  run: async (given) => {
    const { mode, store: place, out } = given;
    const input = withMode(await readInput(given.request), mode);
    if (out !== null) await makeFolder(out, `--out ${out}`);
    if (place !== 'aws') await requireWritableFolder(place, `--store ${place}`);
    const { runInProcess } = await import('../run-in-process.ts');
    const result = await runInProcess(input, given);
    if (typeof result === 'string') return result;
    return given.detailedExitCode ? detailedExitOf(result) : exitOf(result);
  },
});
