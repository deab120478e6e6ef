import type { Format } from '../../domain/fetch/format-names.ts';
import { flag, orElse, path, severalOf } from '../argument.ts';
import { command } from '../command.ts';
import { fetchedText, secretNote } from '../fetch-text.ts';
import { app, env, json, optionalStore } from '../shared-arguments.ts';

const formats: Readonly<Record<Format, string>> = {
  outputs: 'amplify_outputs.json',
  exports: 'aws-exports.js',
  json: 'amplifyconfiguration.json for JavaScript',
  android: 'the files of Amplify Android and the AWS SDK for Android',
  ios: 'the files of Amplify Swift and the AWS SDK for iOS',
  flutter: 'the file of Amplify Flutter',
  all: 'everything that is published',
  env: 'lines in .env, made of the others; no part of all',
};

/** Formats of libraries that can keep a client secret. */
const mobile: readonly Format[] = ['android', 'ios', 'flutter', 'all'];

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
    format: orElse(severalOf(formats, 'one or several, with commas between', '<formats>'), [
      'outputs',
    ]),
    out: orElse(path('folder', 'where to write'), '.'),
    merge: path('file', 'puts our auth into an outputs file', '<amplify_outputs.json>'),
    nativeClientSecret: flag(
      "adds the native client's secret to files of mobile libraries, with your own rights",
    ),
    store: {
      ...optionalStore,
      about: "where to read; what AMPLIFY_IMPORT_CONFIG_URI says, or the stack's bucket by default",
    },
    json,
  },
  exits: ['refused', 'unpublished'],
  check: ({ format, merge, nativeClientSecret }) => {
    if (nativeClientSecret && !format.some((one) => mobile.includes(one))) {
      return '--native-client-secret goes into files of --format android, ios, flutter or all.';
    }
    return merge === null || format.some((one) => one === 'outputs' || one === 'all')
      ? null
      : '--merge takes the outputs: --format outputs, or several with it.';
  },
  run: async (given) => {
    const { fetchNamed } = await import('../fetch-config.ts');
    const fetched = await fetchNamed(given, process.env);
    if (given.nativeClientSecret) process.stderr.write(secretNote(fetched));
    const text = given.json ? JSON.stringify(fetched, null, 2) : fetchedText(fetched);
    process.stdout.write(`${text}\n`);
    return 'done';
  },
});
