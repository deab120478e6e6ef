import type { PlannedKey, PlannedTarget, SeenValue } from '../../contract/push/target.ts';
import { plural } from '../../contract/text.ts';
import { diffLines, policyDiff } from '../iam/diff.ts';
import { hashOfRecorded } from '../targets/seen-value.ts';
import { differs, isBeforeLost, isChanged, textToPut } from '../targets/plan-key.ts';

/** What a plan says of a push target, for people; names and values come by a function that makes them safe. */
export type TargetText = { readonly line: string; readonly details: readonly string[] };

/** Words for what becomes of a target. */
const verbs = { write: 'push to', keep: 'keep', leave: 'leave alone' } as const;

/**
 * A target with each change of ours on it: what stood there and what is to; keys of others by number
 * only. `quoted` makes a name or a value fit for the page.
 */
export function targetText(target: PlannedTarget, quoted: (text: string) => string): TargetText {
  const { change, error, foreign } = target;
  const notes = [
    ...(error === null ? [] : [error]),
    ...(foreign === null || foreign.count === 0
      ? []
      : [
          `${plural(foreign.count, 'other')} of ${foreign.bytes} bytes ${foreign.count === 1 ? 'stays' : 'stay'} as ${foreign.count === 1 ? 'it is' : 'they are'}`,
        ]),
  ];
  return {
    line: `${verbOf(target)} ${quoted(target.target)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
    details:
      change === 'write'
        ? Object.entries(target.keys).flatMap(([name, key]) => keyLines(target, name, key, quoted))
        : [],
  };
}

function verbOf({ kind, change, wanted, keys }: PlannedTarget): string {
  if (wanted || change === 'leave') return verbs[change];
  const isOnIt = Object.values(keys).some((key) => differs(kind, key));
  return isOnIt ? 'take ours back from' : 'nothing to take back from';
}

function keyLines(
  { kind }: PlannedTarget,
  name: string,
  key: PlannedKey,
  quoted: (text: string) => string,
): readonly string[] {
  if (!differs(kind, key)) {
    // What is taken back only where it is ours.
    return key.after === null && isChanged(key)
      ? [`${quoted(name)}: stays, since somebody has changed it`]
      : [];
  }
  if (kind === 'role') {
    const before = key.seen !== null && 'value' in key.seen ? key.seen.value : null;
    return [`${quoted(name)}:`, ...diffLines({ ...policyDiff(before, textToPut(key)), kept: [] })];
  }
  const shown = (seen: SeenValue | null): string => {
    if (seen === null) return 'nothing';
    if (kind === 'site') return 'a file';
    if ('value' in seen) return quoted(seen.value);
    // What we wrote ourselves is known by its hash.
    const { last } = key;
    const isOurs = last !== undefined && hashOfRecorded(kind, last) === seen.sha256;
    return isOurs ? quoted(last) : 'something else, not shown';
  };
  const putBack = isBeforeLost(key)
    ? 'nothing, what stood there before was not kept'
    : shown(key.before);
  const after =
    key.after === null ? putBack : kind === 'site' ? 'this revision' : quoted(key.after);
  return [`${quoted(name)}: ${shown(key.seen)} → ${after}`];
}
