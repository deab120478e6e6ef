import { finding, type Finding } from '../../contract/findings.ts';
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
  userPool: string,
  first: GroupDescription,
  { name, precedence }: GroupDescription,
  known: readonly GroupDescription[],
  { allKnown, free }: { readonly allKnown: boolean; readonly free: number | null },
): Finding {
  const facts = { group: name, first: first.name, userPool, precedence };
  if (free !== null) {
    const proposal = { kind: 'free', precedence: free } as const;
    return finding('GROUP_PRECEDENCE_TIED', { ...facts, proposal });
  }
  const proposal = allKnown
    ? { kind: 'no room' as const, behind: groupsBehind(precedence, known) }
    : { kind: 'groups not read' as const };
  return finding('GROUP_PRECEDENCE_TIED', { ...facts, proposal });
}

/** Groups that have to make room where no number is free, the last of them first. */
function groupsBehind(precedence: number | null, known: readonly GroupDescription[]) {
  return known
    .flatMap(({ name, precedence: at }) => (at === null ? [] : [{ name, precedence: at }]))
    .filter((group) => group.precedence > (precedence ?? highest))
    .toSorted((one, other) => other.precedence - one.precedence);
}
