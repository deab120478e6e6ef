import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';
import { machineNames } from '../../src/contract/machines.ts';
import { states, type StateName } from '../../src/contract/states.ts';
import { definitions } from '../../src/engine/machines.ts';
import { laidOut, orderStates, settleOrder } from './prototype/settle-order.ts';
import type { Contracts, Layout } from './reads.ts';
import { samplesFor } from './samples.ts';

/** A machine that keeps to the portable subset, with what its rules need to know of it. */
export type Ruled = {
  readonly name: string;
  readonly definition: MachineDefinition;
  readonly contracts: Contracts;
  /** What its first state lays out on a way. */
  readonly layout: Layout;
};

/** The machine of the tests, which has what no machine of the product has yet. */
export const prototype: Ruled = {
  name: 'settle-order of the tests',
  definition: settleOrder,
  contracts: orderStates,
  layout: (way) => {
    const understood = way[1]?.turn !== 'default';
    const outcome = understood ? null : { error: 'InvalidOrder', cause: 'A sample.', settled: {} };
    return { ...laidOut('execution-1'), outcome };
  },
};

/** Every machine of the product, and the one of the tests. */
export const ruled: readonly Ruled[] = [
  ...machineNames.map((name) => ({
    name,
    definition: definitions[name],
    contracts: states,
    layout: (way: Parameters<Layout>[0]) => samplesFor(way)[definitions[name].StartAt as StateName],
  })),
  prototype,
];

/** A definition with one of its states, at whatever depth, written otherwise. */
export function rewritten(
  definition: MachineDefinition,
  name: string,
  change: (text: string) => string,
): MachineDefinition {
  const rewrite = ([key, state]: [string, StateDefinition]): [string, StateDefinition] => {
    if (key === name) return [key, JSON.parse(change(JSON.stringify(state))) as StateDefinition];
    const { ItemProcessor } = state;
    if (!ItemProcessor) return [key, state];
    return [key, { ...state, ItemProcessor: rewritten(ItemProcessor, name, change) }];
  };
  const States = Object.fromEntries(Object.entries(definition.States).map(rewrite));
  return { ...definition, States };
}

/** A definition with one of its states changed. */
export function changed(
  definition: MachineDefinition,
  name: string,
  overrides: Readonly<Record<string, unknown>>,
): MachineDefinition {
  return rewritten(definition, name, (text) =>
    JSON.stringify({ ...(JSON.parse(text) as object), ...overrides }),
  );
}
