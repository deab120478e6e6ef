import type { RunRequest } from '../../contract/request.ts';
import { grantedGroups } from '../../domain/grants/granted-to.ts';
import type { GroupDescription, Reading, UserPoolReadings } from '../../domain/readings.ts';
import type { Page, UserPools } from './port.ts';
import { inWaves } from '../waves.ts';

type NamedGroups = UserPoolReadings['namedGroups'];

/** Groups that the request names and that the first page does not hold. */
export async function readNamedGroups(
  request: RunRequest,
  { groups, moreGroups }: UserPoolReadings,
  userPools: UserPools,
): Promise<NamedGroups> {
  if (groups.status === 'found' && !moreGroups) return {};
  const listed = groups.status === 'found' ? groups.value.map(({ name }) => name) : [];
  const named = grantedGroups(request).filter((name) => !listed.includes(name));
  const read = await inWaves(named, async (name) => {
    const reading = await userPools.group(request.userPoolId, name);
    return [name, reading] as const;
  });
  return Object.fromEntries(read);
}

/**
 * Whether a pool has groups beside the first page and those that the request names. Its other pages are
 * looked through where it names some of them, up to the first group that nobody has named.
 */
export async function hasUnreadGroups(
  userPoolId: string,
  first: Reading<Page<GroupDescription>>,
  named: NamedGroups,
  userPools: UserPools,
): Promise<boolean> {
  if (first.status !== 'found' || !first.value.more) return false;
  const known = new Set(
    Object.entries(named).flatMap(([name, { status }]) => (status === 'found' ? [name] : [])),
  );
  let page = first.value;
  while (page.next !== undefined && known.size > 0) {
    const reading = await userPools.groups(userPoolId, page.next);
    if (reading.status !== 'found') return true;
    page = reading.value;
    if (page.items.some(({ name }) => !known.has(name))) return true;
  }
  return page.more;
}
