import type { Dialect } from './condition.ts';
import { narrowest, breadthOf, type Identity, type Breadth } from './breadth.ts';
import type { Condition } from './trust-document.ts';

/**
 * Keys that say who asks (IAM guide, "Global condition context keys"); with any other, `"*"` stays
 * everybody who can meet the condition. An account or an organization must be named in full: the
 * others that a pattern matches are anybody's.
 */
const whole: Identity = {};
const arn: Identity = { start: /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/, isArn: true };
const paths: Identity = { start: /^o-[a-z0-9]+\//i };
const identities: ReadonlyMap<string, Identity> = new Map([
  ['aws:principalaccount', whole],
  ['aws:principalarn', arn],
  ['aws:principalorgid', whole],
  ['aws:principalorgpaths', paths],
  ['aws:sourceaccount', whole],
  ['aws:sourcearn', arn],
  ['aws:sourceorgid', whole],
  ['aws:sourceorgpaths', paths],
  // The sessions of a role: its unique id, a colon, their name.
  ['aws:userid', { start: /^\w{12,}:/ }],
]);

export function isIdentifying({ key }: Condition): boolean {
  return identities.has(key.toLowerCase());
}

/** Whom of everybody in AWS the conditions leave. */
export function breadthOfPrincipals(
  conditions: readonly Condition[],
  { hasVariables }: Dialect,
): Breadth {
  return narrowest(
    conditions.map((one) =>
      breadthOf(one, identities.get(one.key.toLowerCase()) ?? null, hasVariables),
    ),
  );
}
