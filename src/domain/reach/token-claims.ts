import { proofClaims } from '../../contract/findings/role-ways.ts';
import type { Answer } from '../trust/answer.ts';
import type { RoleMapping } from '../readings.ts';
import { standardAttributes } from '../standard-attributes.ts';
import { issuerOf, issuerTypeOf } from '../token-issuer.ts';

/** What is known of a claim before anybody signs in: its value, that it is a UUID, or that there is none. */
type KnownClaim = { readonly value: string } | 'uuid' | 'absent';

/** What is known of the id tokens that one app client gets. */
export type KnownToken = {
  readonly claims: ReadonlyMap<string, KnownClaim>;
  /** A trigger writes other claims, groups and the preferred role, so that of those nothing is known. */
  readonly rewritten: boolean;
  /** Attributes that the client may read, and so the only ones in its tokens; `null`: it has no list. */
  readonly readable: readonly string[] | null;
  /** Attributes that users can set as they like, through any published client. */
  readonly writable: readonly string[];
  /** Claims that they can set where the value is nobody else's. */
  readonly claimable: readonly string[];
};

/** What the user pool says of all its tokens. */
export type TokenSettings = {
  /** `IssuerConfiguration` is `UPDATED` (API reference, IssuerConfigurationType); `null`: not known. */
  readonly updatedIssuer: boolean | null;
  /** It has a trigger before tokens are made. */
  readonly rewritten: boolean;
} & Pick<KnownToken, 'readable' | 'writable' | 'claimable'>;

/**
 * The id tokens of a user pool's client, by what Cognito writes into each (Cognito guide,
 * "Understanding the identity (ID) token"). No trigger can change these claims ("Pre token generation
 * Lambda trigger"); it could add what else is only in access tokens.
 */
export function knownTokenOf(
  userPoolId: string,
  clientId: string,
  { updatedIssuer, rewritten, ...attributes }: TokenSettings,
): KnownToken {
  const issuer = issuerTypeOf({ tokens: { updatedIssuer, rewritten } });
  const claims: [string, KnownClaim][] = [
    ['aud', { value: clientId }],
    ['token_use', { value: 'id' }],
    ['sub', 'uuid'],
    ...(rewritten ? [] : ofAccessTokens.map((claim): [string, KnownClaim] => [claim, 'absent'])),
  ];
  if (issuer) claims.push(['iss', { value: issuerOf(userPoolId, issuer) }]);
  return { claims: new Map(claims), rewritten, ...attributes };
}

const ofAccessTokens = ['client_id', 'scope', 'username'] as const;

type Rule = RoleMapping['rules'][number];

/**
 * Whether every token, or none, meets a rule by the claims that are known. AWS does not say whether
 * a rule minds the case of letters: what hangs on that is left open.
 */
export function answerByClaim({ claim, match, value }: Rule, token: KnownToken): Answer {
  const known = isKeptOut(claim, token) ? 'absent' : token.claims.get(claim);
  // A claim has to be there (API reference, MappingRule); whether for `NotEqual` too, AWS does not say.
  if (known === 'absent') return match === 'NotEqual' ? 'depends' : 'no';
  if (known === undefined) return 'depends';
  if (known === 'uuid') return answerByShape(match, value.toLowerCase());
  const exact = claimMeets(match, known.value, value);
  const loose = claimMeets(match, known.value.toLowerCase(), value.toLowerCase());
  if (exact === null || exact !== loose) return 'depends';
  return exact ? 'yes' : 'no';
}

/**
 * Whether a claim is of an attribute that the client may not read: its tokens hold none (Cognito guide,
 * "Working with user attributes"; of proofs API reference, UserPoolClientType), unless a trigger adds
 * it. What a client without a list reads of the
 * custom ones is not certain.
 */
function isKeptOut(claim: string, { readable, rewritten }: KnownToken): boolean {
  const isAttribute =
    claim.startsWith('custom:') ||
    standardAttributes.includes(claim) ||
    proofClaims.includes(claim);
  return isAttribute && readable !== null && !rewritten && !readable.includes(claim);
}

/**
 * Whether users can set the claim of a rule to what the rule picks: what their tokens leave out they
 * cannot. A value that is nobody else's can still be part of the text, start with it, or differ from
 * it: there are others by it, and one alone that equals it.
 */
export function canBeMet({ claim, match, value }: Rule, token: KnownToken): boolean {
  const { writable, claimable } = token;
  if (isKeptOut(claim, token)) return false;
  if (proofClaims.includes(claim))
    return claimable.includes(claim) && claimMeets(match, 'true', value) === true;
  return writable.includes(claim) || (claimable.includes(claim) && match !== 'Equals');
}

/** Whether a claim that has one text meets a rule; `null`: it matches in a way that is not known here. */
export function claimMeets(match: string, text: string, value: string): boolean | null {
  switch (match) {
    case 'Equals':
      return text === value;
    case 'NotEqual':
      return text !== value;
    case 'StartsWith':
      return text.startsWith(value);
    case 'Contains':
      return text.includes(value);
    default:
      return null;
  }
}

/** A UUID is of one of many: what fits none is met by no token, and the hyphen by each. */
function answerByShape(match: string, value: string): Answer {
  switch (match) {
    case 'Equals':
      return fits(value, 0) && value.length === shape.length ? 'depends' : 'no';
    case 'NotEqual':
      return fits(value, 0) && value.length === shape.length ? 'depends' : 'yes';
    case 'StartsWith':
      return fits(value, 0) ? 'depends' : 'no';
    case 'Contains':
      if (value === '-') return 'yes';
      return shape.split('').some((_, start) => fits(value, start)) ? 'depends' : 'no';
    default:
      return 'depends';
  }
}

const shape = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';

function fits(text: string, start: number): boolean {
  return text.split('').every((sign, index) => {
    const place = shape[start + index];
    return place === 'x' ? /[0-9a-f]/.test(sign) : place === sign;
  });
}
