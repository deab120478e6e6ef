import { finding, type Finding } from '../../contract/findings.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { listing } from '../../contract/text.ts';
import type { GroupDescription } from '../readings.ts';

/** The highest precedence that Cognito keeps: an integer of 32 bits (API reference, GroupType). */
const highest = 2 ** 31 - 1;

/**
 * Of groups with one precedence and different roles none is preferred, so tokens name no role (API
 * reference, GroupType). Each whose role is not the first one's is offered a free precedence between
 * the neighbours of the tie, so that it comes before or behind the groups that it came before or
 * behind. Where there is none, or a group that was not read may have it, people have to choose.
 */
export function tiedGroups(
  userPoolId: string,
  known: readonly GroupDescription[],
  allKnown: boolean,
): Finding[] {
  const numbers = known.flatMap(({ precedence }) => precedence ?? []);
  const proposed = new Set<number>();
  const withRole = known.filter(({ roleArn }) => roleArn !== null);
  // Groups without a precedence choose last, for they come behind what the others were offered.
  const inTurn = withRole.toSorted((one, other) => turnOf(one) - turnOf(other));
  return inTurn.flatMap((group) => {
    const first = withRole.find(({ precedence }) => precedence === group.precedence);
    if (!first || first.roleArn === group.roleArn) return [];
    const free = allKnown ? freeBeside(group.precedence, numbers, proposed) : null;
    if (free !== null) proposed.add(free);
    return [tie(userPoolId, first, group, known, { allKnown, free })];
  });
}

function turnOf({ precedence }: GroupDescription): number {
  return precedence === null ? 1 : 0;
}

/**
 * A number behind a precedence and before the next group, or else before it and behind the one
 * before. A group without a precedence comes last: its number goes behind all others.
 */
function freeBeside(
  precedence: number | null,
  numbers: readonly number[],
  proposed: ReadonlySet<number>,
): number | null {
  const at = precedence ?? Math.max(-1, ...numbers, ...proposed);
  const next = Math.min(highest + 1, ...numbers.filter((number) => number > at));
  const last = Math.max(-1, ...numbers.filter((number) => number < at));
  for (let behind = at + 1; behind < next; behind += 1) if (!proposed.has(behind)) return behind;
  if (precedence === null) return null;
  for (let before = at - 1; before > last; before -= 1) if (!proposed.has(before)) return before;
  return null;
}

function tie(
  userPoolId: string,
  first: GroupDescription,
  { name, precedence }: GroupDescription,
  known: readonly GroupDescription[],
  { allKnown, free }: { readonly allKnown: boolean; readonly free: number | null },
): Finding {
  const how = precedence === null ? 'have no precedence' : `share the precedence ${precedence}`;
  const wins = free !== null && (precedence === null || free < precedence) ? name : first.name;
  return finding('GROUP_PRECEDENCE_TIED', {
    subject: name,
    message: `The groups ${first.name} and ${name} ${how} and have different roles, so a member of both gets no preferred role.`,
    ...(free === null
      ? { resolution: allKnown ? roomBeside(first, name, known) : unread(first, name) }
      : {
          resolution: `Decide whose role a member of both shall have; by the command it is that of ${wins}, and no other group changes its place.`,
          command: {
            region: regionOfPool(userPoolId),
            userPoolId,
            group: name,
            precedence: String(free),
          },
        }),
  });
}

/** No number is free: the groups behind have to make room first, the last of them first. */
function roomBeside(
  { name: first, precedence }: GroupDescription,
  name: string,
  known: readonly GroupDescription[],
): string {
  const behind = known
    .filter((group) => group.precedence !== null && group.precedence > (precedence ?? highest))
    .toSorted((one, other) => (other.precedence ?? 0) - (one.precedence ?? 0))
    .map((group) => `${group.name} (${group.precedence})`);
  const room =
    behind.length > 0
      ? `give the groups behind them higher ones, the last first: ${listing(behind)}; then`
      : 'renumber the groups, and';
  return `Decide which of ${first} and ${name} comes first. No precedence is free beside theirs: ${room} give the other of the two the one that is free.`;
}

function unread(first: GroupDescription, name: string): string {
  return `Decide which of ${first.name} and ${name} comes first, and give the other a precedence that no group has. Not all groups were read, so none is proposed.`;
}
