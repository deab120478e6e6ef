import * as z from 'zod';
import { listing } from '../text.ts';
import { ruleSchema, ruleWords } from './reach-words.ts';

/** A way to a role beside the groups and the fallback of the imported user pool. */
export const roleWaySchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('rule'),
    rule: ruleSchema,
    /** It picks everybody whom no earlier rule picks. */
    all: z.boolean(),
    /** Users can set the claim themselves to what it picks, through a published client. */
    writable: z.boolean(),
    /**
     * The app client to whose users it gives the role, which no file names: whether anybody can sign
     * in through it is not known; left out: a published one.
     */
    client: z.string().optional(),
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

/**
 * The claim with the username: whoever signs up chooses it, where it is no email address or phone
 * number, for which Cognito makes a UUID (Cognito guide, "Customizing sign-in attributes").
 */
export const usernameClaim = 'cognito:username';

/** Who gets a role on a way. */
export function wayWords(way: RoleWay): string {
  if (way.by === 'login') return `whoever signs in to the identity pool by ${way.login}`;
  const rule = `the rule ${ruleWords(way.rule)}`;
  const through = way.client ? ` who sign in through the app client ${way.client}` : '';
  if (way.all) return `all ${through ? `users${through}` : 'signed-in users'}, by ${rule}`;
  const picked = `users${through && `${through} and`} whom ${rule} picks`;
  if (!way.writable) return picked;
  return way.rule.claim === usernameClaim
    ? `${picked}, who may sign up under such a name`
    : `${picked}, who may set ${way.rule.claim} themselves through the app`;
}

/** Claims by which users of published clients can lead themselves to the role. */
export function writableClaims(ways: readonly RoleWay[]): readonly string[] {
  const claims = ways.flatMap((way) =>
    way.by === 'rule' && way.writable && !way.client ? [way.rule.claim] : [],
  );
  return [...new Set(claims)];
}

/** What takes such claims from users: attributes from app clients, and names from those who sign up. */
export function takingAway(claims: readonly string[]): string {
  const attributes = claims.filter((claim) => claim !== usernameClaim);
  return listing(
    [
      ...(attributes.length > 0
        ? [`take ${listing(attributes, ' and ')} from what the app clients may write`]
        : []),
      ...(claims.includes(usernameClaim) ? ['let administrators alone create users'] : []),
    ],
    ' and ',
  );
}
