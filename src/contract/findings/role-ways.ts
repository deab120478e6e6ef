import * as z from 'zod';
import { ruleSchema, ruleWords } from './reach-words.ts';

/** A way to a role beside the groups and the fallback of the imported user pool. */
export const roleWaySchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('rule'),
    rule: ruleSchema,
    /** It picks everybody whom no earlier rule picks. */
    all: z.boolean(),
    /** Users may set the attribute themselves, through a published client. */
    writable: z.boolean(),
  }),
  /** Another login of the identity pool. */
  z.strictObject({ by: z.literal('login'), login: z.string() }),
]);
export type RoleWay = z.infer<typeof roleWaySchema>;

/**
 * What keeps an attribute writable: Cognito demands it of each that a provider's attribute is mapped to, and
 * refuses the sign-in otherwise (Cognito API reference, "CreateUserPoolClient", WriteAttributes).
 */
export const mappedStay =
  'An attribute that an identity provider is mapped to has to stay writable: without it nobody signs in by that provider.';

/** Who gets a role on a way. */
export function wayWords(way: RoleWay): string {
  if (way.by === 'login') return `whoever signs in to the identity pool by ${way.login}`;
  const rule = `the rule ${ruleWords(way.rule)}`;
  if (way.all) return `all signed-in users, by ${rule}`;
  return way.writable
    ? `users whom ${rule} picks, who may set ${way.rule.claim} themselves through the app`
    : `users whom ${rule} picks`;
}

/** Attributes of rules that users may set themselves. */
export function writableClaims(ways: readonly RoleWay[]): readonly string[] {
  const claims = ways.flatMap((way) => (way.by === 'rule' && way.writable ? [way.rule.claim] : []));
  return [...new Set(claims)];
}
