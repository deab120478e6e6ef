import type { PoolRole } from '../../contract/pool-settings.ts';
import { webIdentityAction, type AdmittedUsers } from '../../contract/trust-statement.ts';
import type { PrincipalTags } from '../readings.ts';
import { cognitoNamesOf } from './cognito-principal.ts';
import { isOpenEnded, type TokenValue } from './condition-value.ts';
import { kindOfKey, readOperator, type Dialect } from './condition.ts';
import { signInsOf } from './sign-ins.ts';
import type { Caller } from './trust-evaluation.ts';
import type { TrustDocument } from './trust-document.ts';

/**
 * Everybody who may knock at a role, by the pool and the kind of user. What a document does not tell
 * apart is one caller: every pool that it does not name is the same stranger.
 */
type RoleCallers = {
  /** Those whom the role is for, by what the document tells apart of them; at least one. */
  readonly right: readonly Caller[];
  /** The others of this pool and of the pools that are named: guests, for the role of users. */
  readonly wrongKind: readonly Caller[];
  /** Tokens of this pool and of the pools that are named, without a kind. */
  readonly kindless: readonly Caller[];
  /** The right kind of the pools that are named, by pool. */
  readonly named: readonly { readonly poolId: string; readonly caller: Caller }[];
  /** Any other pool of anybody, and tokens that name none. */
  readonly strangers: readonly Caller[];
};

/** What a role is judged by. */
export type RoleCase = {
  readonly identityPoolId: string;
  readonly forGuests: boolean;
  readonly guestsAllowed: boolean;
  /** Tags of the sessions that begin with the role; with any, it must allow `sts:TagSession`. */
  readonly sessionTags: PrincipalTags;
  /** The value of `amr` that is right. */
  readonly amr: 'authenticated' | 'unauthenticated';
  readonly dialect: Dialect;
  readonly callers: RoleCallers;
};

/** What is known of the pools whose users a role is for. */
export type KnownUsers = {
  /** The name by which the identity pool knows their user pool; `null`: they sign in by any provider. */
  readonly provider: string | null;
  /** Whether the identity pool admits guests. */
  readonly guestsAllowed: boolean;
  /** The tags that their sessions get; left out: none are known. Guests get none. */
  readonly sessionTags?: PrincipalTags;
};

export function roleCaseOf(
  document: TrustDocument,
  kind: PoolRole['kind'],
  identityPoolId: string,
  { provider, guestsAllowed, sessionTags = {} }: KnownUsers,
): RoleCase {
  const dialect = dialectOf(document, identityPoolId);
  const forGuests = kind === 'guest';
  const amr = forGuests ? 'unauthenticated' : 'authenticated';
  const [rightAmr, wrongAmr] = forGuests ? [ofGuests, ofUsers] : [ofUsers, ofGuests];
  const named = namedPools(document, dialect, identityPoolId);
  const pools = [identityPoolId, ...named];
  return {
    identityPoolId,
    forGuests,
    guestsAllowed,
    sessionTags: forGuests ? {} : sessionTags,
    amr,
    dialect,
    callers: {
      right: (forGuests ? [[]] : signInsOf(document, dialect, provider)).map((signIn) =>
        bearer([{ known: identityPoolId }], [{ known: amr }, ...signIn]),
      ),
      wrongKind: pools.map((known) => bearer([{ known }], wrongAmr)),
      kindless: pools.map((known) => bearer([{ known }], [])),
      named: named.map((poolId) => ({ poolId, caller: bearer([{ known: poolId }], rightAmr) })),
      strangers: [[{ unknown: 'pool' } as const], []].flatMap((aud) =>
        [ofUsers, ofGuests, []].map((values) => bearer(aud, values)),
      ),
    },
  };
}

/** A correction keeps to the name that a document has: what was found to work there must not be lost. */
function dialectOf({ statements, hasVariables }: TrustDocument, identityPoolId: string): Dialect {
  const principals = cognitoNamesOf(identityPoolId);
  const named = statements.flatMap((one) => one.principals?.['Federated'] ?? []);
  const principal = principals.find((name) => named.includes(name)) ?? principals[0];
  return { principal, principals, hasVariables };
}

/** Those whom a role is for, as its trust policy has to name them. */
export function admittedUsers({ identityPoolId, amr, dialect }: RoleCase): AdmittedUsers {
  return { identityPool: identityPoolId, users: amr, principal: dialect.principal };
}

/** Who comes without a token of an identity pool, with one of the actions. */
export function anyoneWith(action: string): Caller {
  return { by: 'anyone', action, aud: [], amr: [], sub: [] };
}

/** Everybody with a token of an identity pool but those whom the role is for, the named pools' users too. */
export function tokensOf({ callers }: RoleCase): readonly Caller[] {
  const { wrongKind, kindless, named, strangers } = callers;
  return [...wrongKind, ...kindless, ...named.map(({ caller }) => caller), ...strangers];
}

/** Users bear their kind and the providers they signed in with (Cognito guide, "Role trust"). */
const ofUsers: readonly TokenValue[] = [{ known: 'authenticated' }, { unknown: 'provider' }];
const ofGuests: readonly TokenValue[] = [{ known: 'unauthenticated' }];

function bearer(aud: readonly TokenValue[], amr: readonly TokenValue[]): Caller {
  return { by: 'cognito', action: webIdentityAction, aud, amr, sub: [{ unknown: 'identity' }] };
}

/** Ids of identity pools other than this one that stand in conditions on `aud`. */
function namedPools(
  { statements }: TrustDocument,
  dialect: Dialect,
  identityPoolId: string,
): readonly string[] {
  const ids = statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => kindOfKey(key, dialect) === 'aud')
    .flatMap(({ operator, values }) =>
      readOperator(operator).comparison === 'ignore-case'
        ? values.map((value) => value.toLowerCase())
        : values,
    )
    .filter((value) => poolId.test(value) && !isOpenEnded(value, 'like', dialect.hasVariables));
  return [...new Set(ids)].filter((id) => id !== identityPoolId);
}

/** Cognito's pattern of an identity pool id. */
const poolId = /^[\w-]+:[\w-]+$/;
