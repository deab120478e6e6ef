import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RoleMapping } from '../readings.ts';
import { choicesOf, hasRival, liveRules } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/** A role mapping with Deny lets users sign in and refuses them credentials. */
export function deniedUserFindings(
  identityPool: string,
  clients: readonly ClientRoles[],
): Finding[] {
  return clients.flatMap((source) => {
    const { client, provider, mapping } = source;
    const denies = mapping?.otherwise === 'Deny' && choicesOf(source, null).has(null);
    if (!denies) return [];
    return [
      finding('ROLE_MAPPING_DENIES_USERS', {
        identityPool,
        client,
        provider,
        mapping: deniedBy(mapping, source),
        ...(source.authenticated === null && { noFallback: true as const }),
      }),
    ];
  });
}

function deniedBy(
  mapping: RoleMapping,
  source: ClientRoles,
): FactsOf<'ROLE_MAPPING_DENIES_USERS'>['mapping'] {
  const { groups } = source;
  if (mapping.type === 'Rules') return { type: 'Rules', rules: liveRules(source, null).length };
  return {
    type: 'Token',
    withoutRole: namesOf(groups.filter(({ roleArn }) => roleArn === null)),
    tied: namesOf(groups.filter((group) => hasRival(group, groups))),
    ...(source.token.rewritten && { trigger: true }),
  };
}

function namesOf(groups: ClientRoles['groups']): readonly string[] {
  return groups.map(({ name }) => name);
}
