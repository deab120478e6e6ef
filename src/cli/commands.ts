import type { exitCodes } from './exit-codes.ts';
import type { OptionValues } from './options.ts';

/** An option, with the line that the help of its command says of it. */
export type CommandOption = {
  readonly type: 'string' | 'boolean';
  /** What stands for the value of a string. */
  readonly value?: string;
  readonly about: string;
};

/** A command: what its help says, and the module that is loaded only when it is called. */
export type Command = {
  readonly usage: string;
  readonly summary: string;
  /** What its first word may be, if it is one of a few. */
  readonly targets?: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly exits: readonly (keyof typeof exitCodes)[];
  readonly load: () => Promise<{
    run: (positionals: readonly string[], values: OptionValues) => Promise<number>;
  }>;
};

const json = { type: 'boolean', about: 'one JSON document on standard output' } as const;

export const commands: Readonly<Record<string, Command>> = {
  run: {
    usage:
      'run <request.json | -> [--mode plan|import] [--store <folder>|aws] [--out <folder>] [--detailed-exit-code] [--json]',
    summary: 'import in this process, with your own rights',
    options: {
      mode: { type: 'string', value: 'plan|import', about: 'speaks for the mode of the request' },
      store: {
        type: 'string',
        value: '<folder>|aws',
        about: 'where everything but role policies is kept; .amplify-import by default',
      },
      out: { type: 'string', value: '<folder>', about: 'copies the published files there' },
      'detailed-exit-code': { type: 'boolean', about: 'exit code 3 when a plan has changes' },
      json,
    },
    exits: ['done', 'refused', 'failed', 'changes', 'usage'],
    load: () => import('./run.ts'),
  },
  start: {
    usage: 'start <request.json | -> [--wait] [--json]',
    summary: 'start the deployed state machine',
    options: { wait: { type: 'boolean', about: 'waits for the end, prints the result' }, json },
    exits: ['done', 'refused', 'failed', 'usage'],
    load: () => import('./start.ts'),
  },
  fetch: {
    usage:
      'fetch [--app A --env E] [--format outputs|exports|json|android|ios|flutter|env|all] [--out <folder>] [--merge <amplify_outputs.json>] [--native-client-secret] [--store <folder>|aws] [--json]',
    summary: 'write published config as files of a frontend',
    options: {
      app: { type: 'string', value: '<name>', about: 'the app; AMPLIFY_IMPORT_APP by default' },
      env: {
        type: 'string',
        value: '<name>',
        about: 'the environment; AMPLIFY_IMPORT_ENV, or that of AWS_BRANCH by default',
      },
      format: {
        type: 'string',
        value: '<formats>',
        about: 'one or several with commas between; outputs by default',
      },
      out: { type: 'string', value: '<folder>', about: 'where to write; here by default' },
      merge: { type: 'string', value: '<file>', about: 'puts our auth into an outputs file' },
      'native-client-secret': {
        type: 'boolean',
        about: "adds the native client's secret to files of mobile libraries, with your own rights",
      },
      store: {
        type: 'string',
        value: '<folder>|aws',
        about:
          "where to read; what AMPLIFY_IMPORT_CONFIG_URI says, or the stack's bucket by default",
      },
      json,
    },
    exits: ['done', 'refused', 'failed', 'unpublished', 'usage'],
    load: () => import('./fetch.ts'),
  },
  discover: {
    usage: 'discover [--region <region>] [--json]',
    summary: 'list user pools, and what would block the import of each',
    options: {
      region: {
        type: 'string',
        value: '<region>',
        about: 'the region to look in; that of the environment by default',
      },
      json,
    },
    exits: ['done', 'failed', 'usage', 'interrupted'],
    load: () => import('./discover.ts'),
  },
  compare: {
    usage:
      'compare <file> [<request.json> | -] [--app <app> --env <env>] [--store <folder>|aws] [--detailed-exit-code] [--json]',
    summary: 'tell what would change against the config file that an app ships today',
    options: {
      app: { type: 'string', value: '<app>', about: 'compares with what this link publishes' },
      env: { type: 'string', value: '<env>', about: 'the environment of the link' },
      store: {
        type: 'string',
        value: '<folder>|aws',
        about: 'where the link is kept; .amplify-import by default',
      },
      'detailed-exit-code': {
        type: 'boolean',
        about: 'exit code 3 when a difference matters to a library',
      },
      json,
    },
    exits: ['done', 'refused', 'failed', 'changes', 'usage'],
    load: () => import('./compare.ts'),
  },
  init: {
    usage: 'init [request.json]',
    summary: 'write a request by answering questions',
    options: {},
    exits: ['done', 'failed', 'usage', 'interrupted'],
    load: () => import('./init.ts'),
  },
  bridge: {
    usage:
      'bridge <target> (--app <app> --env <env> [--store <folder>|aws] | <request.json | ->) [--out <file>] [--guests] [--cdk]',
    summary: 'print what is imported as another tool takes it',
    targets: {
      headless: 'JSON for "amplify import auth --headless" of Amplify Gen 1',
      'reference-auth': 'amplify/auth/resource.ts of Amplify Gen 2, with referenceAuth',
      'add-output':
        'amplify/backend.ts of Amplify Gen 2, with our config; takes pools of any shape',
      terraform: 'locals and data sources; the policies too, when they are emitted',
      cdk: 'a construct that names what is imported; the policies too, when they are emitted',
      companion: 'a template of the identity pool that is missing, with its two roles',
    },
    options: {
      app: { type: 'string', value: '<app>', about: 'with --env: an import that has run' },
      env: { type: 'string', value: '<env>', about: 'its environment' },
      store: {
        type: 'string',
        value: '<folder>|aws',
        about: 'where it has run; .amplify-import by default',
      },
      out: { type: 'string', value: '<file>', about: 'writes the text there' },
      guests: { type: 'boolean', about: 'of a companion: guests get AWS credentials' },
      cdk: { type: 'boolean', about: 'of a companion: a CDK app in place of a template' },
    },
    exits: ['done', 'refused', 'failed', 'usage'],
    load: () => import('./bridge.ts'),
  },
};
