import * as z from 'zod';
import { listing } from '../text.ts';
import { ruleSchema, ruleWords } from './reach-words.ts';
import { once } from '../when-asked.ts';

/** A way to a role beside the groups and the fallback of the imported user pool. */
export const roleWaySchema = once(() =>
  z.discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('rule'),
      rule: ruleSchema(),
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
  ]),
);
export type RoleWay = z.infer<ReturnType<typeof roleWaySchema>>;

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

/**
 * Claims that are true of whoever has proven an address, as any user can of one of their own (Cognito
 * API reference, VerifyUserAttribute); no app client writes them.
 */
export const proofClaims: readonly string[] = ['email_verified', 'phone_number_verified'];

/** Who gets a role on a way. */
export function wayWords(way: RoleWay): string {
  if (way.by === 'login') return `whoever signs in to the identity pool by ${way.login}`;
  const rule = `the rule ${ruleWords(way.rule)}`;
  const through = way.client ? ` who sign in through the app client ${way.client}` : '';
  if (way.all) return `all ${through ? `users${through}` : 'signed-in users'}, by ${rule}`;
  const picked = `users${through && `${through} and`} whom ${rule} picks`;
  if (!way.writable) return picked;
  if (proofClaims.includes(way.rule.claim))
    return `${picked}, as it does whoever proves an address of their own`;
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

/** What else to do than to change the rules: it takes such claims from users, where anything does. */
export function takingAway(claims: readonly string[]): string {
  const attributes = claims.filter(isWritten);
  const ways = [
    ...(attributes.length > 0
      ? [`take ${listing(attributes, ' and ')} from what the app clients may write`]
      : []),
    ...(claims.includes(usernameClaim) ? ['let administrators alone create users'] : []),
  ];
  const all = !claims.some((claim) => proofClaims.includes(claim));
  return all ? `, or ${listing(ways, ' and ')}` : '';
}

/** Whether app clients write a claim: it is an attribute, and no proof of one. */
export function isWritten(claim: string): boolean {
  return claim !== usernameClaim && !proofClaims.includes(claim);
}
