import type { Difference } from '../domain/compare/differences.ts';
import type { OwnFault } from '../domain/compare/own-faults.ts';
import type { Effect } from '../domain/compare/key-meaning.ts';
import { plural } from '../contract/text.ts';
import { styled } from './styled.ts';

/** What `compare` prints with `--json`. */
export type Comparison = {
  readonly shipped: string;
  readonly ours: string;
  /** What is wrong with the shipped file, whatever ours says. */
  readonly faults: readonly OwnFault[];
  readonly differences: readonly Difference[];
};

const headings: Readonly<Record<Effect, string>> = {
  breaking: 'Breaks something',
  behaviour: 'Changes what the app does',
  unread: 'Look yourself',
  none: 'Changes nothing',
};
const colours = { breaking: 'red', behaviour: 'yellow', unread: 'yellow', none: 'green' } as const;

/** The differences as people read them: by what they do, key by key. */
export function comparisonText({ shipped, ours, faults, differences }: Comparison): string {
  const beginning = [`${shipped} against ${ours}`, ...faultSections(faults)];
  if (differences.length === 0) return [...beginning, 'No difference.'].join('\n\n');
  return [...beginning, ...effectSections(differences), countText(differences)].join('\n\n');
}

/** What the app ships may not be read at all: that comes before every difference. */
function faultSections(faults: readonly OwnFault[]): readonly string[] {
  if (faults.length === 0) return [];
  const texts = faults.map(({ key, meaning }) => `  ${key ?? 'the file'}\n    ${meaning}`);
  return [[styled('red', 'WRONG BY ITSELF'), ...texts].join('\n\n')];
}

/** What the values of both sides are called before a value of each. */
type Sides = { readonly shipped: string; readonly ours: string };

/** Differences by what they do, what breaks something first. */
export function effectSections(
  differences: readonly Difference[],
  sides: Sides = { shipped: 'ships', ours: 'ours' },
): readonly string[] {
  return (['breaking', 'behaviour', 'unread', 'none'] as const).flatMap((effect) => {
    const those = differences.filter((difference) => difference.effect === effect);
    const texts = those.map((difference) => differenceText(difference, sides));
    return those.length > 0 ? [[heading(effect), ...texts].join('\n\n')] : [];
  });
}

function heading(effect: Effect): string {
  return styled(colours[effect], headings[effect].toUpperCase());
}

function differenceText({ key, change, shipped, ours, meaning }: Difference, sides: Sides): string {
  return [
    `  ${key} (${change})`,
    ...(shipped === undefined ? [] : [`    ${sides.shipped.padEnd(8)}${valueText(shipped)}`]),
    ...(ours === undefined ? [] : [`    ${sides.ours.padEnd(8)}${valueText(ours)}`]),
    `    ${meaning}`,
  ].join('\n');
}

/** Longer ones fill a terminal and hide what stands below them. */
const longest = 240;

/** A value in one line; of a long one its beginning, and how long it is. */
function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length <= longest) return text;
  // Half of a sign of two units is none.
  const beginning = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning}… (${text.length.toLocaleString('en')} characters; --json has all)`;
}

/** How many differences there are, and how many of them matter. */
export function countText(differences: readonly Pick<Difference, 'effect'>[]): string {
  const count = (effect: Effect) => differences.filter((one) => one.effect === effect).length;
  const [breaking, behaviour, unread] = [count('breaking'), count('behaviour'), count('unread')];
  const told = plural(differences.length - unread, 'difference');
  const look = unread === 0 ? '' : ` Code that was not run: ${plural(unread, 'value')} to look at.`;
  const effect =
    breaking + behaviour === 0
      ? 'none may break something or change what the app does'
      : `${breaking} of them may break something, ${behaviour} change what the app does`;
  return `${told}: ${effect}.${look}`;
}
