import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { GroupDescription, UserPoolReadings } from '../readings.ts';
import { grantedGroups } from '../grants/granted-to.ts';
import { tiedGroups } from './tied-groups.ts';

type GroupReadings = Pick<UserPoolReadings, 'groups' | 'moreGroups' | 'namedGroups'>;

/** The groups that are known: the first 60, and those that the request names beyond them. */
export function knownGroups({ groups, namedGroups }: GroupReadings): GroupDescription[] {
  const listed = groups.status === 'found' ? groups.value : [];
  const named = Object.values(namedGroups).flatMap((reading) =>
    reading.status === 'found' ? [reading.value] : [],
  );
  return [...listed, ...named];
}

/** Whether no group is left that was not read. */
export function allGroupsKnown({ groups, moreGroups }: GroupReadings): boolean {
  return groups.status === 'found' && !moreGroups;
}

/** The groups that grants name, as far as the pool has them. */
export function groupsGrantedTo(
  request: RunRequest,
  readings: GroupReadings,
): { name: string; roleArn: string | null }[] {
  const known = new Map(knownGroups(readings).map((group) => [group.name, group]));
  return grantedGroups(request).flatMap((name) => {
    const group = known.get(name);
    return group ? [{ name, roleArn: group.roleArn }] : [];
  });
}

/** Groups are compared by their names, which is what grants and tokens hold. */
export function groupFindings(request: RunRequest, readings: GroupReadings): Finding[] {
  const poolId = request.userPoolId;
  const { moreGroups, namedGroups } = readings;
  const known = knownGroups(readings);
  const missing = grantedGroups(request).filter(
    (name) =>
      !known.some((group) => group.name === name) &&
      (namedGroups[name]?.status === 'not-found' || allGroupsKnown(readings)),
  );
  return [
    ...missing.map((group) =>
      finding('GROUP_NOT_FOUND', {
        group,
        userPool: poolId,
        groups: known.map(({ name }) => name),
      }),
    ),
    ...tiedGroups(poolId, known, allGroupsKnown(readings)),
    ...(moreGroups ? [finding('GROUPS_CUT', { userPool: poolId })] : []),
  ];
}
