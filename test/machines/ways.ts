import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';

/** How a way leaves a state: `next`, `choice 0`, `default`, `catch 0`, or it `ends` there. */
export type Turn = string;

/** A state on a way, and how the way leaves it. */
export type Leg = { readonly state: string; readonly turn: Turn };

/** One way through a definition, from its start to an end. A Map is one leg of it. */
export type Way = readonly Leg[];

/**
 * Every way through a machine, or through what a Map runs for an item. A loop with a Wait in it is gone
 * round once at most; any other one would be endless, so there must be none.
 */
export function waysThrough(definition: MachineDefinition): Way[] {
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

function waysFrom(definition: MachineDefinition, name: string, before: Way): Way[] {
  const state = definition.States[name];
  if (state === undefined) throw new Error(`A way leads to "${name}", which is not there.`);
  const visits = before.flatMap((leg, index) => (leg.state === name ? [index] : []));
  if (visits.length > 1) return [];
  const [first] = visits;
  if (first !== undefined && !waitsAfter(definition, before.slice(first))) {
    throw new Error(`The definition comes back to "${name}" without a Wait.`);
  }
  const turns = turnsOf(state);
  if (turns.length === 0) return [[...before, { state: name, turn: 'ends' }]];
  return turns.flatMap(({ turn, next }) =>
    waysFrom(definition, next, [...before, { state: name, turn }]),
  );
}

function waitsAfter({ States }: MachineDefinition, way: Way): boolean {
  return way.some(({ state }) => States[state]?.Type === 'Wait');
}

function turnsOf({ Next, Default, Choices = [], Catch = [] }: StateDefinition) {
  return [
    ...(Next === undefined ? [] : [{ turn: 'next', next: Next }]),
    ...Choices.map(({ Next: next }, index) => ({ turn: `choice ${index}`, next })),
    ...(Default === undefined ? [] : [{ turn: 'default', next: Default }]),
    ...Catch.map(({ Next: next }, index) => ({ turn: `catch ${index}`, next })),
  ];
}
