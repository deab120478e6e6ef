import { finding, type Finding } from '../../contract/findings.ts';
import type { PairedRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { clientsWords } from '../../contract/named-client.ts';
import { listing } from '../../contract/text.ts';
import type { GroupDescription } from '../readings.ts';
import { hasAllOfGroup } from './group-offer.ts';
import { reachOfGroup } from './reach.ts';
import { choicesOf, liveRules, picksByGroup } from './role-choice.ts';
import type { ClientRoles } from './role-sources.ts';

/** A grant to a group is made on its role, which only a role mapping hands out. */
export function groupReachFindings(
  request: PairedRequest,
  group: GroupDescription,
  clients: readonly ClientRoles[],
  standIn: string,
): Finding[] {
  const { roleArn } = group;
  if (roleArn === null) return [roleMissing(request, group, clients, standIn)];
  const barred = clients.filter((client) => reachOfGroup(client, group) === 'nobody');
  return [
    ...nobodyFindings(request, group, roleArn, barred, clients),
    ...sharedFindings(request, group, roleArn, clients, standIn),
  ];
}

function roleMissing(
  request: PairedRequest,
  { name }: GroupDescription,
  clients: readonly ClientRoles[],
  standIn: string,
): Finding {
  const byRule = clients
    .flatMap(({ mapping }) => (mapping ? liveRules(mapping) : []))
    .find((rule) => picksByGroup(rule) && rule.value === name);
  return finding('GROUP_ROLE_MISSING', {
    subject: name,
    message: byRule
      ? `The group ${name} is granted something and has no role, though a rule of the identity pool gives its members ${byRule.roleArn}.`
      : `The group ${name} is granted something and has no role to grant it on.`,
    found: 'no role',
    needed: byRule?.roleArn ?? 'a role that trusts the identity pool',
    ...(byRule && { resolution: 'Set that role on the group as well.' }),
    command: groupCommand(request, name, byRule?.roleArn ?? standIn),
  });
}

function nobodyFindings(
  request: PairedRequest,
  group: GroupDescription,
  roleArn: string,
  barred: readonly ClientRoles[],
  clients: readonly ClientRoles[],
): Finding[] {
  const [first] = barred;
  if (!first) return [];
  const unmapped = barred.find(({ mapping }) => mapping === null);
  const { identityPoolId } = request;
  return [
    finding('GRANT_REACHES_NOBODY', {
      subject: roleArn,
      severity: clients.length > barred.length ? 'warning' : 'error',
      message: `Grants to the group ${group.name} are made on its role ${roleArn}, and reach none of its members who sign in through ${clientsWords(barred.map(({ client }) => client))}: ${
        unmapped
          ? 'without a role mapping the identity pool gives everybody the authenticated role'
          : 'no rule of the role mapping gives it to them'
      }.`,
      found: listing([...choicesOf(first, group)].map((role) => role ?? 'no credentials')),
      needed: roleArn,
      resolution: unmapped
        ? 'Let the groups choose the role: the command adds a Token mapping and keeps the rest. Or leave the group out.'
        : `Add a rule that gives ${roleArn} where cognito:groups contains ${group.name}, set the role of a rule on the group, or leave the group out.`,
      ...(unmapped && {
        command: {
          region: regionOfPool(identityPoolId),
          identityPoolId,
          provider: unmapped.provider,
        },
      }),
    }),
  ];
}

/** Two groups may share a role: both are then granted what either is. */
function sharedFindings(
  request: PairedRequest,
  group: GroupDescription,
  roleArn: string,
  clients: readonly ClientRoles[],
  standIn: string,
): Finding[] {
  const everybody = clients.some(
    ({ authenticated, mapping }) =>
      authenticated === roleArn && (mapping?.type !== 'Token' || mapping.otherwise !== 'Deny'),
  );
  const others = new Set(
    clients.flatMap(({ groups }) =>
      groups.flatMap((other) =>
        other.roleArn === roleArn &&
        other.name !== group.name &&
        !hasAllOfGroup(request, other.name, group.name)
          ? [other.name]
          : [],
      ),
    ),
  );
  const shared = [
    ...(everybody ? ['signed-in users who are in no group'] : []),
    ...[...others].map((name) => `members of ${name}`),
  ];
  if (shared.length === 0) return [];
  return [
    finding('GROUP_ROLE_SHARED', {
      subject: roleArn,
      message: `What the group ${group.name} is granted reaches ${listing(shared, ' and ')} too: they get its role ${roleArn} as well.`,
      found: roleArn,
      needed: `a role for ${group.name} alone`,
      command: groupCommand(request, group.name, standIn),
    }),
  ];
}

function groupCommand(request: PairedRequest, group: string, roleArn: string) {
  const { userPoolId } = request;
  return { region: regionOfPool(userPoolId), userPoolId, group, roleArn };
}
