import { finding, type Finding } from '../../contract/findings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { listing } from '../../contract/text.ts';
import { hasRival, liveRules } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/** A role mapping with Deny lets users sign in and refuses them credentials. */
export function deniedUserFindings(
  identityPoolId: string,
  clients: readonly ClientRoles[],
): Finding[] {
  return clients.flatMap((client) => {
    const { mapping, provider } = client;
    if (mapping?.otherwise !== 'Deny') return [];
    return [
      finding('ROLE_MAPPING_DENIES_USERS', {
        subject: identityPoolId,
        message: `Of the users who sign in through ${client.client}, these get no AWS credentials: ${deniedInWords(client)}.`,
        found: `${mapping.type} mapping of ${provider}, otherwise Deny`,
        needed: 'otherwise AuthenticatedRole, unless it is meant',
        command: { region: regionOfPool(identityPoolId), identityPoolId, provider },
      }),
    ];
  });
}

function deniedInWords({ mapping, groups }: ClientRoles): string {
  if (mapping?.type === 'Rules') {
    const count = liveRules(mapping).length;
    if (count === 0) return 'all of them';
    return count === 1
      ? 'those whom the only rule of the role mapping does not pick'
      : `those whom none of the ${count} rules of the role mapping picks`;
  }
  const without = groups.filter(({ roleArn }) => roleArn === null).map(({ name }) => name);
  const tied = groups.filter((group) => hasRival(group, groups));
  return [
    'those in no group',
    ...(without.length > 0
      ? [`those who are only in ${listing(without, ' or ')}, without a role`]
      : []),
    ...(tied.length > 0
      ? [
          `those in ${listing(
            tied.map(({ name }) => name),
            ' and ',
          )}, which tie (one precedence, different roles)`,
        ]
      : []),
  ].join('; ');
}
