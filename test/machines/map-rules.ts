import {
  statesOf,
  type MachineDefinition,
  type StateDefinition,
} from '../../src/contract/definition.ts';
import { lambdaStates, statesOfType } from './definitions.ts';
import type { Ruled } from './ruled.ts';
import { endOf, wayLabel, waysThrough } from './ways.ts';

/** The keys of a Map that run everywhere. */
export const keysOfMap = [
  'ItemsPath',
  'ItemReader',
  'ItemSelector',
  'ItemProcessor',
  'MaxConcurrency',
  'ResultPath',
  'ResultWriter',
  'Catch',
  'Label',
  'ToleratedFailurePercentage',
  'Next',
];

/** Step Functions takes these of a distributed Map only. */
const distributedKeys = ['ItemReader', 'ResultWriter', 'Label', 'ToleratedFailurePercentage'];

const mapsOf = (definition: MachineDefinition) =>
  statesOf(definition).filter(({ state }) => state.Type === 'Map');

/** Whether a path of a Map's selector is one of its item, or of the execution. */
const isOfItem = (path: string) => /^\$\$\.Map\.Item\.(Index|Value(\.[A-Za-z]+)*)$/.test(path);
const isOfExecution = (path: string) => /^\$\$\.Execution\.(Id|Name)$/.test(path);

/** Every path into the context object that a state reads, what a Map runs left out. */
function contextPaths(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('$$') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'ItemProcessor' ? [] : contextPaths(inside),
  );
}

function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], data);
}

/** How a Map may run things, so that one item neither ends the others nor floods the state data. */
export const mapRules: Readonly<Record<string, (machine: Ruled) => string[]>> = {
  'reads of the context its execution, and in a selector the item; in a Map nothing': ({
    definition,
  }) =>
    statesOf(definition).flatMap(({ name, state, maps }) => {
      const { ItemSelector, ...rest } = state;
      const selected = contextPaths(ItemSelector).filter((path) => !isOfItem(path));
      const others = [...selected, ...contextPaths(rest)].filter(
        (path) => maps.length > 0 || !isOfExecution(path),
      );
      return others.map((path) => `"${name}" reads ${path}`);
    }),

  'takes a list from the state data or from the store': ({ definition }) =>
    mapsOf(definition)
      .filter(({ state }) => (state.ItemsPath === undefined) === (state.ItemReader === undefined))
      .map(({ name }) => name),

  'takes a list that its first state laid out as empty': ({ definition, layout }) => {
    const [way = []] = waysThrough(definition);
    const lists = mapsOf(definition).flatMap(({ name, state: { ItemsPath }, maps }) =>
      ItemsPath === undefined || maps.length > 0 ? [] : [{ name, ItemsPath }],
    );
    return lists
      .filter(({ ItemsPath }) => JSON.stringify(valueAt(layout(way), ItemsPath)) !== '[]')
      .map(({ name, ItemsPath }) => `"${name}" takes ${ItemsPath}`);
  },

  'reads from the store one JSON document a line': ({ definition }) =>
    mapsOf(definition)
      .filter(({ state: { ItemReader } }) => ItemReader !== undefined && !isOfLines(ItemReader))
      .map(({ name }) => name),

  'runs 1 to 40 items at a time': ({ definition }) =>
    mapsOf(definition)
      .filter(({ state: { MaxConcurrency = 0 } }) => MaxConcurrency < 1 || MaxConcurrency > 40)
      .map(({ name }) => name),

  'has what only a distributed Map knows in a distributed one only': ({ definition }) =>
    mapsOf(definition).flatMap(({ name, state }) => {
      const isDistributed = state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
      const own = Object.keys(state).filter((key) => distributedKeys.includes(key));
      return isDistributed ? [] : own.map((key) => `"${name}" has ${key}`);
    }),

  'keeps no results where items may fail or are written elsewhere': ({ definition }) =>
    mapsOf(definition)
      .filter(({ state }) => 'ResultWriter' in state || 'ToleratedFailurePercentage' in state)
      .filter(({ state }) => state.ResultPath !== null)
      .map(({ name }) => name),

  'ends no item badly: what a task throws is caught, left out and followed by a Succeed': ({
    definition,
  }) =>
    statesOf(definition).flatMap(({ name, state, maps }) => {
      if (maps.length === 0) return [];
      if (state.Type === 'Fail') return [`"${name}" ends an item badly`];
      return ['Task', 'Map'].includes(state.Type) && !isCaught(state)
        ? [`"${name}" does not catch everything, or keeps the cause`]
        : [];
    }),

  'leads from every Catch in a Map to a Succeed': ({ definition }) =>
    mapsOf(definition).flatMap(({ state: { ItemProcessor } }) => {
      if (!ItemProcessor) return [];
      const ways = waysThrough(ItemProcessor);
      return ways
        .filter((way) => way.some(({ turn }) => turn.startsWith('catch')))
        .filter((way) => ItemProcessor.States[endOf(way)]?.Type !== 'Succeed')
        .map(wayLabel);
    }),

  'has functions that give errors as data in Maps, and nowhere else': ({ definition, contracts }) =>
    lambdaStates(definition).flatMap((name) => {
      const inMap = mapsOf(definition).some(({ state: { ItemProcessor } }) =>
        ItemProcessor ? statesOfType(ItemProcessor, 'Task').includes(name) : false,
      );
      return inMap === (contracts[name]?.item === true) ? [] : [name];
    }),
};

function isCaught({ Catch = [] }: StateDefinition): boolean {
  const [{ ErrorEquals, ResultPath } = {}, ...others] = Catch;
  const all = JSON.stringify(ErrorEquals) === '["States.ALL"]' && others.length === 0;
  return all && ResultPath === null;
}

function isOfLines({
  Resource,
  ReaderConfig,
  Parameters,
}: NonNullable<StateDefinition['ItemReader']>) {
  const isObject = Resource === 'arn:${Partition}:states:::s3:getObject';
  return isObject && ReaderConfig.InputType === 'JSONL' && 'Key.$' in Parameters;
}
