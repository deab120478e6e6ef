import { describe, expect, it, jest } from '@jest/globals';
import { machineNames } from '../../src/contract/machines.ts';
import { functionTimeoutSeconds } from '../../src/contract/states.ts';
import { definitions, tasksOf } from './definitions.ts';

/** The package brings no types. */
type Validate = (
  definition: object,
  options?: { readonly checkPaths: boolean; readonly checkArn: boolean },
) => { readonly isValid: boolean; readonly errors: readonly object[] };
const validate = jest.requireActual<Validate>('asl-validator');

/** The definition as Step Functions gets it: a placeholder is no ARN, so each is filled in first. */
function substituted(text: string): object {
  const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:step';
  const values: Record<string, string> = { Partition: 'aws', EventBusName: 'amplify-import' };
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

describe.each(machineNames)('The definition of %s', (machine) => {
  const definition = definitions[machine];
  const states = Object.entries(definition.States);
  const { keys, texts } = keysAndTexts(definition);

  it('is valid', () => {
    const { errors } = validate(substituted(JSON.stringify(definition)), {
      checkPaths: true,
      checkArn: true,
    });

    expect(errors).toEqual([]);
  });

  it('would not be called valid with a transition to nowhere', () => {
    const broken = JSON.stringify(definition).replace(/"Next":"[^"]+"/, '"Next":"Nowhere"');

    expect(validate(substituted(broken)).isValid).toBe(false);
  });

  it('keeps to the types of states that run everywhere', () => {
    const types = states.map(([, { Type }]) => Type);

    expect([...new Set(types)].sort()).toEqual(['Choice', 'Fail', 'Succeed', 'Task']);
  });

  it('uses neither JSONata, nor variables, nor filters of input, result and output', () => {
    const foreign = [
      'QueryLanguage',
      'Assign',
      'Arguments',
      'Output',
      'Condition',
      'InputPath',
      'OutputPath',
      'ResultSelector',
      'HeartbeatSeconds',
    ];

    expect(keys.filter((key) => foreign.includes(key))).toEqual([]);
  });

  it('calls no intrinsic function, and every path in it is plain', () => {
    const paths = texts.filter((text) => /^\$(?!\{)/.test(text));

    expect(texts.filter((text) => text.startsWith('States.') && text !== 'States.ALL')).toEqual([]);
    expect(paths.filter((path) => !/^\$\$?(\.[A-Za-z]+)*$/.test(path))).toEqual([]);
  });

  it('knows of the execution its id at most', () => {
    const context = texts.filter((text) => text.startsWith('$$'));

    expect(context.filter((path) => !/^\$\$\.Execution\.(Id|Name)$/.test(path))).toEqual([]);
  });

  it('tells the error and the cause of a Fail by plain paths', () => {
    const fails = states.filter(([, { Type }]) => Type === 'Fail');

    expect(fails.length).toBeGreaterThan(0);
    for (const [, { ErrorPath, CausePath }] of fails) {
      expect(ErrorPath).toMatch(/^\$(\.[A-Za-z]+)+$/);
      expect(CausePath).toMatch(/^\$(\.[A-Za-z]+)+$/);
    }
  });

  it('says of each state in whole sentences what it is for', () => {
    for (const [, { Comment = '' }] of [...states, ['the machine', definition] as const]) {
      expect(Comment).toMatch(/^[A-Z][^]{15,}\.$/);
    }
  });

  it('asks a question where it chooses, and nowhere else', () => {
    const questions = states.filter(([name]) => name.endsWith('?')).map(([name]) => name);
    const choices = states.filter(([, { Type }]) => Type === 'Choice').map(([name]) => name);

    expect(questions).toEqual(choices);
    for (const [name] of states) expect(name).toMatch(/^[A-Z][a-z]+( [a-z]+)*\??$/);
  });

  it('waits for each task longer than its function can run', () => {
    for (const task of tasksOf(definition)) {
      const { TimeoutSeconds = 0 } = definition.States[task] ?? {};
      expect(TimeoutSeconds).toBeGreaterThanOrEqual(functionTimeoutSeconds + 10);
    }
  });

  it('catches every error of every task, and keeps it beside the state data', () => {
    for (const task of tasksOf(definition)) {
      const [{ ErrorEquals, ResultPath, Next } = {}, ...others] =
        definition.States[task]?.Catch ?? [];
      expect(others).toEqual([]);
      expect(ErrorEquals).toEqual(['States.ALL']);
      // What keeps Undo from its work must not hide the original error.
      const slice = task === 'Undo role policies' ? '$.undoFailure' : '$.failure';
      expect(ResultPath).toBe(Next?.endsWith('broken') ? undefined : slice);
    }
  });
});
