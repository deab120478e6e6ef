import { flag, oneOf, text } from './argument.ts';
import { UsageError } from './exit-codes.ts';
import { flagOf } from './command-line.ts';
import { app, env, expectPlan, optionalRequest } from './shared-arguments.ts';

/** A request; what the options of `requestKeys` say can be one, too. */
export const request = {
  ...optionalRequest,
  about: `${optionalRequest.about}; options speak for its keys`,
};

/** Options that speak for the keys of a request that have their names: a run tells what is wrong with one. */
export const requestKeys = {
  app: { ...app, about: 'the app; with --env alone, its last request again' },
  env: { ...env, about: 'its environment' },
  userPoolId: text('<id>', 'the user pool'),
  webClientId: text('<id>', 'its app client for the web'),
  nativeClientId: text('<id>', 'its app client for mobile apps'),
  identityPoolId: text('<id>', 'the identity pool'),
  mode: oneOf({ plan: 'tells what an import would do', import: 'does it' }, 'how far it goes'),
  expectPlan,
  adopt: flag('takes over a policy of ours that somebody has edited'),
};

type RequestKey = keyof typeof requestKeys;
const keys = Object.keys(requestKeys) as readonly RequestKey[];

/** What of a command line stands for a request. */
type Given = Readonly<Partial<Record<RequestKey, string | boolean | null>>>;

/** What is wrong with a command line that asks for nothing. */
export function namesNoRequest({
  request: file,
  app: named,
  env: itsEnv,
}: Readonly<Record<'request' | 'app' | 'env', string | null>>): string | null {
  if (file !== null || (named !== null && itsEnv !== null)) return null;
  return 'Name one request: a file, "-" for standard input, or --app and --env.';
}

/**
 * A request with the keys that a command line speaks for; `by` says who does, where no option does. Anything
 * that is no object is left for the run to refuse.
 *
 * @throws UsageError for an event, which carries a request of its own
 */
export function withKeys(input: unknown, given: Given, by?: string): unknown {
  const spoken = keys.filter((key) => (given[key] ?? false) !== false);
  const [first] = spoken;
  if (first === undefined || typeof input !== 'object' || input === null) return input;
  if ('detail-type' in input) {
    throw new UsageError(`${by ?? flagOf(first)} goes with a request, not with an event.`);
  }
  if (Array.isArray(input)) return input;
  return { ...input, ...Object.fromEntries(spoken.map((key) => [key, given[key]])) };
}
