import { path, required } from '../argument.ts';
import { command } from '../command.ts';
import { readInput } from '../read-input.ts';
import { withKeys } from '../request-arguments.ts';
import {
  app,
  detailedExitCode,
  env,
  json,
  linkNamed,
  optionalRequest,
  store,
} from '../shared-arguments.ts';
import { printAnswer, printDocument, tell } from '../tell.ts';

export const compare = command({
  summary: 'tell what would change against a config file that an app ships',
  page: 'comparing.md',
  positionals: {
    file: required(
      path('file', 'the file that your app ships today'),
      'Name the file that your app ships today.',
    ),
    request: { ...optionalRequest, about: 'compares with what this request would publish' },
  },
  options: {
    app: { ...app, about: 'with --env: compares with what this app publishes' },
    env: { ...env, about: 'its environment' },
    store,
    detailedExitCode: {
      ...detailedExitCode,
      about: 'exit code 3 when a difference matters to a library',
    },
    json,
  },
  examples: {
    'compares with what is published': 'amplify_outputs.json --app storefront --env prod',
    'compares with what a request would publish': 'aws-exports.js request.json',
  },
  exits: ['refused', 'changes'],
  run: async (given) => {
    const { compareWith, plannedFiles, publishedFiles, readShipped } =
      await import('../comparison.ts');
    const shipped = await readShipped(given.file);
    const ours =
      given.request === null
        ? await publishedFiles(linkNamed(given, needed), given.store)
        : await plannedFiles(withKeys(await readInput(given.request), onlyLooking, 'A comparison'));
    if (typeof ours === 'string') return ours;
    const comparison = await compareWith(ours, shipped);
    if ('error' in comparison) {
      tell(comparison.error.message);
      if (given.json) printDocument({ status: 'failed', ...comparison, findings: [] });
      return 'failed';
    }
    const { comparisonText } = await import('../comparison-text.ts');
    printAnswer(given.json, comparison, () => comparisonText(comparison));
    const matters = comparison.differences.some(
      ({ effect }) => effect === 'breaking' || effect === 'behaviour',
    );
    return matters && given.detailedExitCode ? 'changes' : 'done';
  },
});

/** Nothing is written on a role, so that a policy there, of an earlier import or of others, refuses nothing. */
const onlyLooking = { mode: 'plan', adopt: true };

const needed = 'Name a request to compare with, or a link by --app and --env.';
