import { styleText } from 'node:util';
import type { Difference } from '../domain/compare/differences.ts';
import type { Effect } from '../domain/compare/key-meaning.ts';
import { plural } from '../contract/text.ts';

/** What `compare` prints with `--json`. */
export type Comparison = {
  readonly shipped: string;
  readonly ours: string;
  readonly differences: readonly Difference[];
};

const headings: Readonly<Record<Effect, string>> = {
  breaking: 'Breaks something',
  behaviour: 'Changes what the app does',
  none: 'Changes nothing',
};
const colours = { breaking: 'red', behaviour: 'yellow', none: 'green' } as const;

/** The differences as people read them: by what they do, key by key. */
export function comparisonText({ shipped, ours, differences }: Comparison): string {
  const title = `${shipped} against ${ours}`;
  if (differences.length === 0) return `${title}\n\nNo difference.`;
  const sections = (['breaking', 'behaviour', 'none'] as const).flatMap((effect) => {
    const those = differences.filter((difference) => difference.effect === effect);
    return those.length > 0 ? [[heading(effect), ...those.map(differenceText)].join('\n\n')] : [];
  });
  return [title, ...sections, countText(differences)].join('\n\n');
}

function heading(effect: Effect): string {
  const style = { stream: process.stdout, validateStream: true };
  return styleText(colours[effect], headings[effect].toUpperCase(), style);
}

function differenceText({ key, change, shipped, ours, meaning }: Difference): string {
  return [
    `  ${key} (${change})`,
    ...(shipped === undefined ? [] : [`    ships   ${JSON.stringify(shipped)}`]),
    ...(ours === undefined ? [] : [`    ours    ${JSON.stringify(ours)}`]),
    `    ${meaning}`,
  ].join('\n');
}

function countText(differences: readonly Difference[]): string {
  const count = (effect: Effect) => differences.filter((one) => one.effect === effect).length;
  const [breaking, behaviour] = [count('breaking'), count('behaviour')];
  return `${plural(differences.length, 'difference')}: ${breaking} of them may break something, ${behaviour} change what the app does.`;
}
