import { stateOf, type Definition } from './definitions.ts';

/** How a way leaves a state: `next`, `choice 0`, `default`, `catch 0`, or it `ends` there. */
export type Turn = string;

/** A state on a way, and how the way leaves it. */
export type Leg = { readonly state: string; readonly turn: Turn };

/** One way through a definition, from its start to an end. */
export type Way = readonly Leg[];

/** Every way through a definition. A loop would be endless, so there must be none. */
export function waysThrough(definition: Definition): Way[] {
  return waysFrom(definition, definition.StartAt, []);
}

/** A way as people read it. */
export function wayLabel(way: Way): string {
  return way.map(({ state, turn }) => (turn === 'next' ? state : `${state} (${turn})`)).join(' > ');
}

/** The last state of a way. */
export function endOf(way: Way): string {
  return way.at(-1)?.state ?? '';
}

function waysFrom(definition: Definition, state: string, before: Way): Way[] {
  if (before.some((leg) => leg.state === state)) {
    throw new Error(`The definition comes back to "${state}".`);
  }
  const turns = turnsOf(definition, state);
  if (turns.length === 0) return [[...before, { state, turn: 'ends' }]];
  return turns.flatMap(({ turn, next }) =>
    waysFrom(definition, next, [...before, { state, turn }]),
  );
}

function turnsOf(definition: Definition, name: string): { turn: Turn; next: string }[] {
  const { Next, Default, Choices = [], Catch = [] } = stateOf(definition, name);
  return [
    ...(Next === undefined ? [] : [{ turn: 'next', next: Next }]),
    ...Choices.map(({ Next: next }, index) => ({ turn: `choice ${index}`, next })),
    ...(Default === undefined ? [] : [{ turn: 'default', next: Default }]),
    ...Catch.map(({ Next: next }, index) => ({ turn: `catch ${index}`, next })),
  ];
}
