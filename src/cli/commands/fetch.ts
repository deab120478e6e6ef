import { configUriVariable } from '../../domain/fetch/config-place.ts';
import { formats, type Format } from '../../domain/fetch/formats.ts';
import { flag, orElse, path, severalOf } from '../argument.ts';
import { command } from '../command.ts';
import { defaultStore } from '../../contract/store-words.ts';
import { app, env, json, optionalStore } from '../shared-arguments.ts';
import { printAnswer, tell } from '../tell.ts';
import { requireWritableFolder } from '../writable-place.ts';

const choices = Object.fromEntries(
  Object.entries(formats).map(([name, { about }]) => [name, about]),
) as Readonly<Record<Format, string>>;

/** Formats that hold the outputs. */
const takenByMerge: readonly Format[] = ['outputs', 'dart', 'all'];

export const fetch = command({
  summary: 'write published config as files of a frontend',
  page: 'fetching.md',
  positionals: {},
  options: {
    app: { ...app, about: 'the app; AMPLIFY_IMPORT_APP by default' },
    env: {
      ...env,
      about: 'the environment; AMPLIFY_IMPORT_ENV, or that of AWS_BRANCH by default',
    },
    format: orElse(severalOf(choices, 'one or several, with commas between', '<formats>'), [
      'outputs',
    ]),
    out: orElse(path('folder', 'where to write'), '.'),
    merge: path('file', 'puts our auth into an amplify_outputs.json or amplify_outputs.dart'),
    nativeClientSecret: flag(
      "adds the native client's secret to files of mobile libraries, with your own rights",
    ),
    store: {
      ...optionalStore,
      about: `${optionalStore.about}; what ${configUriVariable} says, or ${defaultStore} by default`,
    },
    json,
  },
  examples: {
    'writes amplify_outputs.json beside the app': '--app storefront --env prod',
    'writes what mobile apps read': '--app storefront --env prod --format android,ios --out mobile',
    'takes our auth into a file of the app':
      '--app storefront --env prod --merge amplify_outputs.json',
  },
  exits: ['refused', 'unpublished'],
  check: ({ format, merge, nativeClientSecret }) => {
    if (nativeClientSecret && !format.some((one) => one === 'all' || formats[one].isPlatform)) {
      return '--native-client-secret goes into files of --format android, ios, flutter or all.';
    }
    return merge === null || format.some((one) => takenByMerge.includes(one))
      ? null
      : '--merge takes the outputs: --format outputs or dart, or several with it.';
  },
  run: async (given) => {
    await requireWritableFolder(given.out, `--out ${given.out}`);
    const [{ fetchNamed }, { fetchedText, goneBackNote, replacedNotes, secretNote }] =
      await Promise.all([import('../fetch-config.ts'), import('../fetch-text.ts')]);
    const fetched = await fetchNamed(given, process.env);
    const note = goneBackNote(fetched);
    if (note !== null) tell(note);
    replacedNotes(fetched).forEach((one) => tell(one));
    if (given.nativeClientSecret) tell(secretNote(fetched));
    printAnswer(given.json, fetched, () => fetchedText(fetched));
    return 'done';
  },
});
