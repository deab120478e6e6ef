import { jest } from '@jest/globals';
import {
  integrations,
  statesOf,
  stateTypes,
  type MachineDefinition,
  type PlacedState,
} from '../../src/contract/definition.ts';
import { functionTimeoutSeconds } from '../../src/contract/states.ts';
import { levelsOf } from './definitions.ts';
import { failRules } from './fail-rules.ts';
import { keysOfMap, mapRules } from './map-rules.ts';
import type { Ruled } from './ruled.ts';

/** What a machine does against a rule of the portable subset, each time in words. */
export type Rule = (machine: Ruled) => string[];

/** The package brings no types. */
type Validate = (
  definition: object,
  options: { readonly checkPaths: boolean; readonly checkArn: boolean },
) => { readonly errors: readonly object[] };
const validate = jest.requireActual<Validate>('asl-validator');

/** The definition as Step Functions gets it: a placeholder is no ARN, so each is filled in first. */
function substituted(definition: MachineDefinition): object {
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:step';
  const values: Record<string, string> = { Partition: 'aws', EventBusName: 'amplify-import' };
  const text = JSON.stringify(definition);
  return JSON.parse(text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? arn));
}

/** Every key and every text anywhere in a definition. */
function keysAndTexts(value: unknown): { keys: string[]; texts: string[] } {
  if (typeof value === 'string') return { keys: [], texts: [value] };
  if (typeof value !== 'object' || value === null) return { keys: [], texts: [] };
  const inside = Object.values(value).map(keysAndTexts);
  return {
    keys: [
      ...(Array.isArray(value) ? [] : Object.keys(value)),
      ...inside.flatMap(({ keys }) => keys),
    ],
    texts: inside.flatMap(({ texts }) => texts),
  };
}

/** The keys that a state of each type may have, beside `Type` and `Comment`. */
export const keysOfType: Readonly<Record<string, readonly string[]>> = {
  Task: ['Resource', 'Parameters', 'TimeoutSeconds', 'ResultPath', 'Retry', 'Catch', 'Next'],
  Choice: ['Choices', 'Default'],
  Map: keysOfMap,
  Wait: ['SecondsPath', 'TimestampPath', 'Next'],
  Succeed: [],
  Fail: ['Error', 'Cause', 'ErrorPath', 'CausePath'],
};

const foreignKeys = [
  'QueryLanguage',
  'Assign',
  'Arguments',
  'Output',
  'Condition',
  'InputPath',
  'OutputPath',
  'ResultSelector',
  'HeartbeatSeconds',
  'Iterator',
];

/** A rule that looks at one state after the other. */
function ofEach(complaints: (placed: PlacedState) => readonly string[]): Rule {
  return ({ definition }) =>
    statesOf(definition).flatMap((placed) =>
      complaints(placed).map((complaint) => `"${placed.name}" ${complaint}`),
    );
}

/** What stands for many errors at once: names (States Language, "Errors"), and what a Choice looks for. */
const errorNames: ReadonlySet<string> = new Set(['States.ALL', 'States.TaskFailed', 'States.*']);

/** The rules of the portable subset, see statemachine/README.md. */
export const rules: Readonly<Record<string, Rule>> = {
  'is valid': ({ definition }) =>
    validate(substituted(definition), { checkPaths: true, checkArn: true }).errors.map((error) =>
      JSON.stringify(error),
    ),

  'keeps to the types of states that run everywhere': ofEach(({ state: { Type } }) =>
    (stateTypes as readonly string[]).includes(Type) ? [] : [`is of the type ${Type}`],
  ),

  'gives its states no key but those that run everywhere': ofEach(({ state }) =>
    Object.keys(state)
      .filter((key) => !['Type', 'Comment', ...(keysOfType[state.Type] ?? [])].includes(key))
      .map((key) => `has the key ${key}`),
  ),

  'uses neither JSONata, nor variables, nor filters of input, result and output': ({
    definition,
  }) => keysAndTexts(definition).keys.filter((key) => foreignKeys.includes(key)),

  'names no state twice': ({ definition }) => {
    const names = statesOf(definition).map(({ name }) => name);
    return names.filter((name, index) => names.indexOf(name) !== index);
  },

  'gives tasks to functions of ours, to the bus and to other machines only': ofEach(
    ({ state: { Type, Resource = '' } }) => {
      const services: readonly string[] = Object.values(integrations);
      const known = services.includes(Resource) || /^\$\{\w+\}$/.test(Resource);
      return Type !== 'Task' || known ? [] : [`is a task of ${Resource}`];
    },
  ),

  'calls no intrinsic function, and every path in it is plain': ({ definition }) => {
    const { texts } = keysAndTexts(definition);
    const paths = texts.filter((text) => /^\$(?!\{)/.test(text));
    return [
      ...texts.filter((text) => text.startsWith('States.') && !errorNames.has(text)),
      ...paths.filter((path) => !/^\$\$?(\.[A-Za-z][A-Za-z0-9]*)*$/.test(path)),
    ];
  },

  ...failRules,

  'says of each state in whole sentences what it is for': ({ definition }) =>
    [...statesOf(definition), { name: 'the machine', state: definition }]
      .filter(({ state: { Comment = '' } }) => !/^[A-Z][^]{15,}\.$/.test(Comment))
      .map(({ name }) => name),

  'asks a question where it chooses, and nowhere else': ofEach(({ name, state: { Type } }) => [
    ...(name.endsWith('?') === (Type === 'Choice') ? [] : [`is a ${Type}`]),
    ...(/^[A-Z][a-z]+( [a-z]+)*\??$/.test(name) ? [] : ['is no name in words']),
  ]),

  'waits for each task longer than its function can run': ofEach(
    ({ state: { Type, TimeoutSeconds = 0 } }) =>
      Type !== 'Task' || TimeoutSeconds >= functionTimeoutSeconds + 10
        ? []
        : [`is given up after ${TimeoutSeconds} s`],
  ),

  'waits by one path, to a number of seconds or to a time': ofEach(({ state }) => {
    const { Type, SecondsPath, TimestampPath } = state;
    const isOne = (SecondsPath === undefined) !== (TimestampPath === undefined);
    return Type !== 'Wait' || isOne ? [] : ['waits by none or by both'];
  }),

  'catches every error, and keeps it beside the state data': ({ definition }) =>
    Object.entries(definition.States).flatMap(([name, { Type, Catch = [] }]) => {
      if (Type !== 'Task' && Type !== 'Map') return [];
      const [{ ErrorEquals, ResultPath, Next } = {}, ...others] = Catch;
      // What keeps Undo from its work must not hide the original error.
      const slice = name === 'Undo role policies' ? '$.undoFailure' : '$.failure';
      const kept = ResultPath === (Next === 'Broken by the service?' ? undefined : slice);
      const all = JSON.stringify(ErrorEquals) === '["States.ALL"]' && others.length === 0;
      return all && kept ? [] : [name];
    }),

  'leads every transition to a state of its own level': ({ definition }) =>
    levelsOf(definition).flatMap(({ StartAt, States }) =>
      [StartAt, ...Object.values(States).flatMap(nextOf)].filter((name) => !(name in States)),
    ),

  ...mapRules,
};

function nextOf({ Next, Default, Choices = [], Catch = [] }: PlacedState['state']): string[] {
  return [Next, Default, ...[...Choices, ...Catch].map((turn) => turn.Next)].flatMap(
    (name) => name ?? [],
  );
}
