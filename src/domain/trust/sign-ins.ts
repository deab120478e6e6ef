import { samplesOf } from '../pattern-samples.ts';
import { patternTokens, type PatternToken } from '../pattern.ts';
import { comparedTokens, type TokenValue } from './condition-value.ts';
import { kindOfKey, readOperator, type Dialect } from './condition.ts';
import type { TrustDocument } from './trust-document.ts';

/**
 * What the tokens of signed-in users bear in `amr` beside their kind: one sign-in for each that the
 * conditions of a document tell apart. With all conditions asked of the same sign-in, one that needs
 * what another forbids shows.
 *
 * An app signs in by one provider at a time, so that a document that asks for two at once lets nobody
 * in. A sign-in by a user pool has two values, `cognito-idp.…/pool` and `cognito-idp.…/pool:CognitoSignIn:user`.
 *
 * @param provider the user pool by which all of them sign in, as `cognito-idp.…/pool`, where it is known
 */
export function signInsOf(
  document: TrustDocument,
  dialect: Dialect,
  provider: string | null,
): readonly (readonly TokenValue[])[] {
  const values = document.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => kindOfKey(key, dialect) === 'amr')
    .flatMap(({ operator, values: written }) => {
      const { comparison } = readOperator(operator);
      if (comparison === null || comparison === 'presence') return [];
      return written.map((value) => comparedTokens(value, comparison, dialect.hasVariables));
    });
  if (provider !== null) return signInsBy(provider, values);
  const patterns = new Map(values.map((tokens) => [JSON.stringify(tokens), tokens]));
  const samples = samplesOf([patternTokens(`${userPools}*`), ...patterns.values()]);
  if (!samples) return [[{ unknown: 'provider' }]];
  // No provider is named like a kind of user, with whatever before or behind it.
  const providers = samples.filter((name) => !name.includes('authenticated'));
  const byPool = providers.filter((name) => name.startsWith(userPools));
  const others = providers.filter((name) => !name.startsWith(userPools));
  const parts = byPool.map((name) => name.split(userOfPool, 2));
  const pools = new Set(parts.map(([pool = '']) => pool));
  const users = new Set(parts.map(([, user]) => user ?? 'user'));
  return [
    ...others.map((name) => [{ known: name }]),
    ...[...pools].flatMap((pool) =>
      [...users].map((user) => [{ known: pool }, { known: pool + userOfPool + user }]),
    ),
  ];
}

/** Sign-ins by one user pool, by what the conditions tell apart of its users. */
function signInsBy(
  provider: string,
  values: readonly (readonly PatternToken[])[],
): readonly (readonly TokenValue[])[] {
  const start = provider + userOfPool;
  const patterns = new Map(values.map((tokens) => [JSON.stringify(tokens), tokens]));
  const users = (samplesOf([patternTokens(`${start}*`), ...patterns.values()]) ?? [])
    .filter((name) => name.startsWith(start))
    .map((name): TokenValue => ({ known: name }));
  const any: TokenValue = { unknown: 'provider' };
  return (users.length > 0 ? users : [any]).map((user) => [{ known: provider }, user]);
}

const userPools = 'cognito-idp.';
const userOfPool = ':CognitoSignIn:';
