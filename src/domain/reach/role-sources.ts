import type { NamedClient } from '../../contract/named-client.ts';
import type { Slice } from '../../contract/slices.ts';
import { providerNameOf } from '../ids.ts';
import type { GroupDescription, IdentityPoolDescription, IdentityPoolRoles } from '../readings.ts';
import { writableOfAll } from '../standard-attributes.ts';
import { sureRule, type RoleSource } from './role-choice.ts';
import { knownTokenOf } from './token-claims.ts';

/** How the users of one published client get their role. */
export type ClientRoles = RoleSource & {
  readonly client: NamedClient;
  /** The key of its role mapping: `<provider name>:<client id>`. */
  readonly provider: string;
  /** Roles that were looked for and are not there; left out: none is known to be missing. */
  readonly absent?: ReadonlySet<string>;
};

/** What is known of a user pool by which its users get their roles. */
export type UserPoolRoles = Pick<
  Slice<'userPool'>,
  | 'settings'
  | 'clients'
  | 'grantedGroups'
  | 'groupsKnown'
  | 'tokens'
  | 'writable'
  | 'claimable'
  | 'readable'
>;

/** What an identity pool's role mappings mean for each published client. */
export function clientRolesOf(
  userPoolId: string,
  userPool: UserPoolRoles,
  { authenticated, mappings }: IdentityPoolRoles,
): readonly ClientRoles[] {
  const groups = groupsOfPool(userPool);
  const groupsKnown = userPool.groupsKnown && userPool.settings !== null;
  return [...new Set(userPool.clients)].map((clientId) => {
    const provider = `${providerNameOf(userPoolId)}:${clientId}`;
    const mapping = mappings.find((candidate) => candidate.provider === provider) ?? null;
    const client = namedClient(userPool, clientId);
    const token = knownTokenOf(userPoolId, clientId, {
      ...(userPool.tokens ?? plainTokens),
      readable: userPool.readable?.[clientId] ?? null,
      writable: writableOfAll(userPool.writable),
      claimable: userPool.claimable ?? [],
    });
    return { client, provider, mapping, authenticated, groups, groupsKnown, token };
  });
}

/**
 * The same for app clients of the user pool that an identity pool accepts and no file names: the same
 * users get roles through them, in whatever app.
 */
export function unpublishedClientsOf(
  userPoolId: string,
  userPool: UserPoolRoles,
  { providers }: Pick<IdentityPoolDescription, 'providers'>,
  roles: IdentityPoolRoles,
): readonly ClientRoles[] {
  const ours = providerNameOf(userPoolId);
  const clients = providers
    .filter(({ name, clientId }) => name === ours && !userPool.clients.includes(clientId))
    .map(({ clientId }) => clientId);
  return clientRolesOf(userPoolId, { ...userPool, clients }, roles);
}

const plainTokens = { updatedIssuer: false, rewritten: false } as const;

/** Clients and their role mappings, as findings tell them. */
export function mappingFacts(clients: readonly ClientRoles[]) {
  return {
    clients: clients.map(({ client }) => client),
    mappings: clients.map(({ provider, mapping }) => ({
      provider,
      type: mapping?.type ?? null,
      otherwise: mapping?.otherwise ?? null,
    })),
  };
}

/** Of each client the rule that picks all its users, or all members of a group, who are left to it. */
export function pickersOf(clients: readonly ClientRoles[], group: GroupDescription | null) {
  return clients.map((client) => {
    const sure = sureRule(client, group);
    return sure ? { claim: sure.claim, match: sure.match, value: sure.value } : null;
  });
}

/** A published client by its id, with its name where it was read. */
export function namedClient(
  { settings }: Pick<Slice<'userPool'>, 'settings'>,
  clientId: string,
): NamedClient {
  const named = [settings?.web, settings?.native].find((client) => client?.id === clientId);
  return { id: clientId, name: named?.name ?? null };
}

/** The pool's groups, with the granted ones; where the settings are unknown, the granted ones alone. */
export function groupsOfPool({
  settings,
  grantedGroups,
}: Pick<Slice<'userPool'>, 'settings' | 'grantedGroups'>): readonly GroupDescription[] {
  const groups = settings?.groups ?? [];
  const others = grantedGroups.filter(({ name }) => !groups.some((group) => group.name === name));
  return [...groups, ...others.map((group) => ({ ...group, precedence: null }))];
}
