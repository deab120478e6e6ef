import { linkPartPattern } from '../src/contract/name-patterns.ts';

/** ARN patterns per app: what the stack's owner opens without a tag (docs/allowing.md). */
export type Allowed = Readonly<Record<string, readonly string[]>>;

/** `*` is the only wildcard: IAM would fill in a `${…}`, of whose value our own check knows nothing. */
const arnPattern = /^arn:[A-Za-z0-9*_+=,.@:/-]+$/;
const roleArnPattern = /^arn:[^:]+:iam::[^:]*:role\/./;

/** Reads the stack's context `allow`: an object in `cdk.json`, JSON text after `--context`. */
export function allowedFromContext(context: unknown): Allowed {
  const value = typeof context === 'string' ? parseJson(context) : context;
  if (value === undefined) return {};
  if (!isAllowed(value)) throw complaint();
  return value;
}

/** The patterns of all apps that name IAM roles: what else IAM lets our writers touch. */
export function allowedRoles(allowed: Allowed): readonly string[] {
  const patterns = Object.values(allowed).flat();
  return [...new Set(patterns.filter((pattern) => roleArnPattern.test(pattern)))];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw complaint({ cause: error });
  }
}

function isAllowed(value: unknown): value is Allowed {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([app, patterns]) =>
        linkPartPattern.test(app) &&
        Array.isArray(patterns) &&
        patterns.every((pattern) => typeof pattern === 'string' && arnPattern.test(pattern)),
    )
  );
}

function complaint(options?: ErrorOptions): Error {
  return new Error(
    'The context "allow" needs app names with lists of ARN patterns, like ' +
      '{"storefront":["arn:aws:iam::111122223333:role/storefront-*"]}.',
    options,
  );
}
