import type { TrustedPool } from './readings.ts';
import type { NamedUserPool } from '../../named-pools.ts';

/** How far an API of AppSync takes the tokens of a user pool. */
export type PoolTrust =
  /** Its users get in. */
  | 'whole'
  /** They may: the API denies by default what names no group of theirs, or no app client is known. */
  | 'uncertain'
  /** It takes the tokens of other app clients of the pool only. */
  | 'other-clients'
  | 'none';

/** The app: its user pool, and the app clients that its config names. */
export type TokensOfApp = {
  readonly userPool: NamedUserPool;
  readonly clients: readonly string[];
};

export function trustIn(
  { trustedPools }: { readonly trustedPools: readonly TrustedPool[] },
  app: TokensOfApp,
): PoolTrust {
  const trusted = trustedPools.filter(({ userPoolId }) => userPoolId === app.userPool.id);
  if (trusted.length === 0) return 'none';
  const taking = trusted.filter((pool) => clientsLeftOut(pool, app).length === 0);
  if (taking.length === 0) return 'other-clients';
  const certain = taking.some(
    ({ clients, deniedByDefault }) =>
      !deniedByDefault && (clients === null || app.clients.length > 0),
  );
  return certain ? 'whole' : 'uncertain';
}

/** The app clients whose tokens an API does not take, though it trusts their pool. */
export function clientsLeftOut(
  { clients }: TrustedPool,
  app: Pick<TokensOfApp, 'clients'>,
): readonly string[] {
  if (clients === null) return [];
  const known = matcherOf(clients);
  return app.clients.filter((client) => !known?.test(client));
}

/**
 * Of the whole id; `null` for what is no regular expression here, or one that may try for ever: it lets
 * nobody in for certain.
 */
function matcherOf(expression: string): RegExp | null {
  if (mayTryForEver(expression)) return null;
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    return null;
  }
}

/**
 * Whether an expression of somebody else leaves so much open that to try every way takes long. An id has
 * 128 characters at most (Cognito API reference, ClientIdType), so three open places are tried at once.
 */
function mayTryForEver(expression: string): boolean {
  const open = expression.replaceAll('(?:', '(').match(/[*+?{(]/g) ?? [];
  return expression.length > 10_000 || open.length > 3 || /\)[*+{]/.test(expression);
}
