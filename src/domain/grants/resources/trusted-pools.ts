import type { RunRequest } from '../../../contract/request.ts';
import type { Slice } from '../../../contract/slices.ts';
import { userPoolOf, type NamedUserPool } from '../../named-pools.ts';
import { issuerOf, issuerTypeOf, type AskedIssuer, type IssuerType } from '../../token-issuer.ts';
import type { TrustedPool } from './readings.ts';

/** How far an API of AppSync takes the tokens of a user pool. */
export type PoolTrust =
  /** Its users get in. */
  | 'whole'
  /** They may: the API denies by default what names no group of theirs, or no app client is known. */
  | 'uncertain'
  /** It takes the tokens of other app clients of the pool only. */
  | 'other-clients'
  /** It takes tokens that name the other issuer of the pool only. */
  | 'other-issuer'
  | 'none';

/** The app: its user pool, the issuer that its tokens name, and the app clients that its config names. */
export type TokensOfApp = {
  readonly userPool: NamedUserPool;
  /** `null`: not known. */
  readonly issuer: IssuerType | null;
  readonly clients: readonly string[];
};

/** What is known of the tokens that an app sends. */
export function tokensOfApp(
  request: Pick<RunRequest, 'userPoolId'>,
  { clients, tokens }: Pick<Slice<'userPool'>, 'tokens'> & Pick<TokensOfApp, 'clients'>,
): TokensOfApp {
  return { userPool: userPoolOf(request), issuer: issuerTypeOf({ tokens }), clients };
}

export function trustIn(
  { trustedPools }: { readonly trustedPools: readonly TrustedPool[] },
  app: TokensOfApp,
): PoolTrust {
  const trusted = waysOfPool(trustedPools, app);
  if (trusted.length === 0) return 'none';
  const named = trusted.filter((pool) => takesIssuer(pool, app));
  if (named.length === 0) return 'other-issuer';
  const taking = named.filter((pool) => clientsLeftOut(pool, app).length === 0);
  if (taking.length === 0) return 'other-clients';
  const certain = taking.some(
    ({ clients, deniedByDefault }) =>
      !deniedByDefault && (clients === null || app.clients.length > 0),
  );
  return certain ? 'whole' : 'uncertain';
}

/** The ways into an API that are meant for the user pool of the app. */
export function waysOfPool(
  trustedPools: readonly TrustedPool[],
  { userPool }: Pick<TokensOfApp, 'userPool'>,
): readonly TrustedPool[] {
  return trustedPools.filter(({ userPoolId }) => userPoolId === userPool.id);
}

/** What asks a token for its issuer; `null`: either of the pool will do. */
type AsksIssuer = { readonly issuer: AskedIssuer | null };

/** Whether what asks for an issuer takes the tokens of the app, as far as anybody can tell. */
export function takesIssuer(asking: AsksIssuer, app: TokensOfApp): boolean {
  return otherIssuer(asking, app) === null;
}

/** An issuer that is asked for, and the other one that the tokens of an app name. */
export type OtherIssuer = { readonly asked: string; readonly named: string };

/** The issuer that is asked for and the one that the tokens of the app name; `null`: it is not another. */
export function otherIssuer({ issuer }: AsksIssuer, app: TokensOfApp): OtherIssuer | null {
  if (issuer === null) return null;
  const { id } = app.userPool;
  const asked = issuerOf(id, issuer);
  const named = app.issuer ? issuerOf(id, app.issuer) : asked.replace(/\/$/, '');
  return asked === named ? null : { asked, named };
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
