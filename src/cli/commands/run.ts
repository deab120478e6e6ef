import { flag, path } from '../argument.ts';
import { command } from '../command.ts';
import { detailedExitOf, exitOf } from '../exit-codes.ts';
import { readInput } from '../read-input.ts';
import { regionNote } from '../region-note.ts';
import { namesNoRequest, request, requestKeys, withKeys } from '../request-arguments.ts';
import { detailedExitCode, json, store } from '../shared-arguments.ts';
import { tell } from '../tell.ts';
import { makeFolder, requireWritableFolder } from '../writable-place.ts';

export const run = command({
  summary: 'import in this process, with your own rights',
  page: 'running.md',
  positionals: { request },
  options: {
    ...requestKeys,
    store,
    out: path('folder', 'copies the published files there'),
    yes: flag('asks nobody'),
    detailedExitCode,
    json,
  },
  examples: {
    'imports what the request says': 'request.json',
    'tells what that would do': 'request.json --mode plan',
    'plans without a file':
      '--app storefront --env prod --user-pool-id eu-west-1_AbCdEfGhI --mode plan',
  },
  exits: ['refused', 'changes'],
  check: (given) => namesNoRequest(given),
  run: async (given) => {
    const { store: place, out } = given;
    const input = withKeys(await readInput(given.request), given);
    const note = regionNote(input);
    if (note !== null) tell(note);
    if (out !== null) await makeFolder(out, `--out ${out}`);
    if (place !== 'aws') await requireWritableFolder(place, `--store ${place}`);
    const { runInProcess } = await import('../run-in-process.ts');
    const result = await runInProcess(input, given);
    if (typeof result === 'string') return result;
    return given.detailedExitCode ? detailedExitOf(result) : exitOf(result);
  },
});
