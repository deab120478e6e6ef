import { allowListSchema, type AllowList } from '../src/contract/allow.ts';
import { opensObjects } from '../src/contract/push/site.ts';

/**
 * Reads the stack's context `allow`: an object in `cdk.json`, JSON text after `--context`.
 *
 * @throws when it is something else
 */
export function allowedFromContext(context: unknown): AllowList {
  if (context === undefined) return {};
  return checkedAllowList(typeof context === 'string' ? parseJson(context) : context);
}

/**
 * Patterns by app, as policies take them.
 *
 * @throws when the value is something else
 */
export function checkedAllowList(value: unknown): AllowList {
  const allowed = allowListSchema().safeParse(value);
  if (!allowed.success) throw complaint();
  return allowed.data;
}

/** The patterns of all apps that name IAM roles: what else IAM lets our writers touch. */
export const allowedRoles = patternsOf(/^arn:[^:]+:iam::[^:]*:role\/./);

/** The patterns of all apps that name functions. */
export const allowedFunctions = patternsOf(/^arn:[^:]+:lambda:[^:]*:[^:]*:function:./);

/** The patterns of all apps that name apps or branches of Amplify Hosting. */
export const allowedHosting = patternsOf(/^arn:[^:]+:amplify:[^:]*:[^:]*:apps\/./);

/** The patterns of all apps that name distributions. */
export const allowedDistributions = patternsOf(/^arn:[^:]+:cloudfront::[^:]*:distribution\/./);

/** The patterns of all apps that open objects for sites; a grant holds those to our names. */
export function allowedSites(allowed: AllowList): string[] {
  return patternsIn(allowed).filter(opensObjects);
}

function patternsOf(kind: RegExp): (allowed: AllowList) => string[] {
  return (allowed) => patternsIn(allowed).filter((pattern) => kind.test(pattern));
}

/** Those of all apps, each once. */
function patternsIn(allowed: AllowList): readonly string[] {
  return [...new Set(Object.values(allowed).flat())];
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
    '"allow" needs app names with lists of ARN patterns, like ' +
      '{"storefront":["arn:aws:iam::111122223333:role/storefront-*"]}.',
    options,
  );
}
