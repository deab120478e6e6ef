import { anyApp, type AllowList } from '../contract/allow.ts';
import { finding, type FactsOf, type Finding } from '../contract/findings.ts';
import { matchesText } from './pattern-match.ts';
import { patternTokens } from './pattern.ts';

/**
 * Who allows what: a request is not enough to open a bucket or to change a role; the owner says so by
 * the tag `amplify-import`, or the stack by its context `allow`. In process there is no list: the
 * caller's own rights decide.
 */

/**
 * Whether a resource may be used for an app; `tag` is the value of its tag `amplify-import`. Without a list
 * nobody asks.
 */
export function isUseAllowed(
  allowList: AllowList | null,
  app: string,
  arn: string,
  tag: string | null,
): boolean {
  if (allowList === null) return true;
  const named = (tag ?? '').split(/\s+/);
  if (named.includes(anyApp) || named.includes(app)) return true;
  return isListed(allowList, app, arn);
}

/** Whether the owner of the stack has opened it to an app, whatever its own owner says. */
export function isListed(allowList: AllowList, app: string, arn: string): boolean {
  const patterns = Object.hasOwn(allowList, app) ? (allowList[app] ?? []) : [];
  return patterns.some((pattern) => matchesText(patternTokens(pattern), arn, {}));
}

/** What somebody owns: a role, or a resource that is granted. */
export type Owned = FactsOf<'RESOURCE_NOT_ALLOWED'>['what'];

/** Says of something that its owner has not allowed it, unless it is or nobody has to. */
export function allowanceFindings(
  what: Owned,
  tag: string | null,
  app: string,
  allowList: AllowList | null,
): Finding[] {
  if (isUseAllowed(allowList, app, what.arn, tag)) return [];
  return [finding('RESOURCE_NOT_ALLOWED', { what, app, tag })];
}
