import { allowListSchema, type AllowList } from '../src/contract/allow.ts';
import { opensObjects, siteObjectNames } from '../src/contract/push/site.ts';

const roleArnPattern = /^arn:[^:]+:iam::[^:]*:role\/./;
const functionArnPattern = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:./;

/**
 * Reads the stack's context `allow`: an object in `cdk.json`, JSON text after `--context`.
 *
 * @throws when it is something else
 */
export function allowedFromContext(context: unknown): AllowList {
  const value = typeof context === 'string' ? parseJson(context) : context;
  if (value === undefined) return {};
  const allowed = allowListSchema.safeParse(value);
  if (!allowed.success) throw complaint();
  return allowed.data;
}

/** The patterns of all apps that name IAM roles: what else IAM lets our writers touch. */
export function allowedRoles(allowed: AllowList): readonly string[] {
  return allowedArns(allowed, roleArnPattern);
}

/** The patterns of all apps that name functions. */
export function allowedFunctions(allowed: AllowList): readonly string[] {
  return allowedArns(allowed, functionArnPattern);
}

function allowedArns(allowed: AllowList, kind: RegExp): readonly string[] {
  const patterns = Object.values(allowed).flat();
  return [...new Set(patterns.filter((pattern) => kind.test(pattern)))];
}

/** The objects that patterns of all apps open for sites: those that end with an asterisk, of our names only. */
export function siteObjects(allowed: AllowList): string[] {
  const patterns = Object.values(allowed).flat().filter(opensObjects);
  const objects = patterns.flatMap((pattern) =>
    pattern.endsWith('*') ? siteObjectNames.map((name) => `${pattern}${name}`) : [pattern],
  );
  return [...new Set(objects)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw complaint({ cause: error });
  }
}

function complaint(options?: ErrorOptions): Error {
  return new Error(
    'The context "allow" needs app names with lists of ARN patterns, like ' +
      '{"storefront":["arn:aws:iam::111122223333:role/storefront-*"]}.',
    options,
  );
}
