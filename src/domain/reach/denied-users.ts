import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RoleMapping } from '../readings.ts';
import { hasRival, liveRules } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/** A role mapping with Deny lets users sign in and refuses them credentials. */
export function deniedUserFindings(
  identityPool: string,
  clients: readonly ClientRoles[],
): Finding[] {
  return clients.flatMap(({ client, provider, mapping, groups }) =>
    mapping?.otherwise === 'Deny'
      ? [
          finding('ROLE_MAPPING_DENIES_USERS', {
            identityPool,
            client,
            provider,
            mapping: deniedBy(mapping, groups),
          }),
        ]
      : [],
  );
}

function deniedBy(
  mapping: RoleMapping,
  groups: ClientRoles['groups'],
): FactsOf<'ROLE_MAPPING_DENIES_USERS'>['mapping'] {
  if (mapping.type === 'Rules') return { type: 'Rules', rules: liveRules(mapping).length };
  return {
    type: 'Token',
    withoutRole: namesOf(groups.filter(({ roleArn }) => roleArn === null)),
    tied: namesOf(groups.filter((group) => hasRival(group, groups))),
  };
}

function namesOf(groups: ClientRoles['groups']): readonly string[] {
  return groups.map(({ name }) => name);
}
