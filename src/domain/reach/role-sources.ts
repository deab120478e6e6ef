import type { Slice } from '../../contract/slices.ts';
import { providerNameOf } from '../ids.ts';
import { labelOf } from '../../contract/text.ts';
import type { GroupDescription, IdentityPoolRoles } from '../readings.ts';
import type { RoleSource } from './role-choice.ts';

/** How the users of one published client get their role. */
export type ClientRoles = RoleSource & {
  /** The client in words: name and id. */
  readonly client: string;
  /** The key of its role mapping: `<provider name>:<client id>`. */
  readonly provider: string;
};

/** What an identity pool's role mappings mean for each published client. */
export function clientRolesOf(
  userPoolId: string,
  userPool: Pick<Slice<'userPool'>, 'settings' | 'clients' | 'grantedGroups' | 'groupsKnown'>,
  { authenticated, mappings }: IdentityPoolRoles,
): readonly ClientRoles[] {
  const groups = groupsOfPool(userPool);
  const groupsKnown = userPool.groupsKnown && userPool.settings !== null;
  return [...new Set(userPool.clients)].map((clientId) => {
    const provider = `${providerNameOf(userPoolId)}:${clientId}`;
    const mapping = mappings.find((candidate) => candidate.provider === provider) ?? null;
    const client = clientLabel(userPool, clientId);
    return { client, provider, mapping, authenticated, groups, groupsKnown };
  });
}

/** An app client as people know it: `web (3weba1b2…)`. */
export function clientLabel(
  { settings }: Pick<Slice<'userPool'>, 'settings'>,
  clientId: string,
): string {
  const named = [settings?.web, settings?.native].find((client) => client?.id === clientId);
  return named ? labelOf(named) : clientId;
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
