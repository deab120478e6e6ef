import { flag, oneOf, path, required } from '../argument.ts';
import { command } from '../command.ts';
import { readInput } from '../read-input.ts';
import { withKeys } from '../request-arguments.ts';
import { defaultStore } from '../../contract/store-words.ts';
import type { Target } from '../../domain/bridges/targets.ts';
import { app, env, linkNamed, optionalRequest, optionalStore } from '../shared-arguments.ts';
import { requireWritableFile } from '../writable-place.ts';

const targets: Readonly<Record<Target, string>> = {
  headless: 'JSON for "amplify import auth --headless" of Amplify Gen 1',
  'reference-auth': 'amplify/auth/resource.ts of Amplify Gen 2, with referenceAuth',
  'add-output': 'amplify/backend.ts of Amplify Gen 2, with our config; takes pools of any shape',
  terraform: 'locals and data sources; the policies too, when they are emitted',
  cdk: 'a construct that names what is imported; the policies too, when they are emitted',
  companion: 'a template of the identity pool that is missing, with its two roles',
};

export const bridge = command({
  summary: 'print what is imported as another tool takes it',
  page: 'bridges.md',
  positionals: {
    target: required(
      oneOf(targets, 'the other tool', '<target>'),
      `Name a target: ${Object.keys(targets).join(', ')}.`,
    ),
    request: { ...optionalRequest, about: 'a request, which is planned' },
  },
  options: {
    app: { ...app, about: 'with --env: an import that has run' },
    env: { ...env, about: 'its environment' },
    store: { ...optionalStore, about: `${optionalStore.about}; ${defaultStore} by default` },
    out: path('file', 'writes the text there'),
    guests: flag('of a companion: guests get AWS credentials'),
    cdk: flag('of a companion: a CDK app in place of a template'),
  },
  examples: {
    'prints a construct of what is imported': 'cdk --app storefront --env prod',
    'prints it for Gen 2 of Amplify, by a request':
      'reference-auth request.json --out amplify/auth/resource.ts',
  },
  exits: ['refused'],
  check: ({ target, request, app: named, env: itsEnv, store, guests, cdk }) => {
    if (target !== 'companion' && (guests || cdk)) {
      return '--guests and --cdk go with the target companion.';
    }
    const byLink = named !== null || itsEnv !== null || store !== null;
    return request !== null && byLink
      ? 'Name a request, or --app and --env of an import in a store; not both.'
      : null;
  },
  run: async (given) => {
    const { target, request, store, out, guests, cdk } = given;
    if (out !== null) await requireWritableFile(out, `--out ${out}`);
    const { printBridge, runOfLink } = await import('../bridged-run.ts');
    const found =
      request === null
        ? await runOfLink(linkNamed(given, needed), store ?? defaultStore)
        : await planOf(request);
    if (typeof found === 'string') return found;
    return printBridge(target, found, { guests, cdk, ...(out !== null && { out }) });
  },
});

const needed = 'Name --app and --env of an import, or its request.';

/** What plans is loaded for a request only. */
async function planOf(request: string) {
  const { plannedRun } = await import('../known-run.ts');
  return plannedRun(withKeys(await readInput(request), { mode: 'plan' }, 'A bridge'));
}
