import type { MachineDefinition, StateDefinition } from '../../../src/contract/definition.ts';

/**
 * Machines of a few states each, for what every engine must do alike. They show the language; the rules of
 * the portable subset are stricter than some of them.
 */

const everything = ['States.ALL'];

/** What a Map runs for each item: states of which the first is where it starts. */
export function iterator(States: Readonly<Record<string, StateDefinition>>, Mode = 'INLINE') {
  return { ProcessorConfig: { Mode }, StartAt: Object.keys(States)[0] ?? '', States };
}

const done: StateDefinition = { Type: 'Succeed' };
const failed: StateDefinition = {
  Type: 'Fail',
  ErrorPath: '$.failure.Error',
  CausePath: '$.failure.Cause',
};

/** A Map over `$.items`, which keeps what it gives at `$.mapped`. */
export function mapOverItems(overrides: Partial<StateDefinition> = {}): MachineDefinition {
  return {
    StartAt: 'Map',
    States: {
      Map: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: {
          'item.$': '$$.Map.Item.Value',
          'index.$': '$$.Map.Item.Index',
          'of.$': '$.of',
          done: null,
        },
        MaxConcurrency: 2,
        ItemProcessor: iterator({ 'Item done': done }),
        ResultPath: '$.mapped',
        Catch: [{ ErrorEquals: everything, ResultPath: '$.failure', Next: 'Failed' }],
        Next: 'Done',
        ...overrides,
      },
      Done: done,
      Failed: failed,
    },
  };
}

/** A Map over the lines of an object that `$.key` names. */
export const mapOverLines: MachineDefinition = mapOverItems({
  ItemsPath: undefined,
  ItemReader: {
    Resource: 'arn:${Partition}:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSONL' },
    Parameters: { Bucket: '${ConfigBucketName}', 'Key.$': '$.key' },
  },
  Label: 'Lines',
  ItemProcessor: iterator({ 'Line done': done }, 'DISTRIBUTED'),
} as never);

/** A Map of which each item takes its own way. */
export const mapWithChoice = mapOverItems({
  ItemProcessor: iterator({
    'Which way?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.item.wait', NumericGreaterThan: 0, Next: 'Wait' } as never],
      Default: 'Item done',
    },
    Wait: { Type: 'Wait', SecondsPath: '$.item.wait', Next: 'Item done' },
    'Item done': done,
  }),
});

/** A Map in a Map. */
export const mapInMap = mapOverItems({
  ItemProcessor: iterator({
    'Inner map': {
      Type: 'Map',
      ItemsPath: '$.item.parts',
      ItemSelector: { 'part.$': '$$.Map.Item.Value', 'of.$': '$.of' },
      MaxConcurrency: 1,
      ItemProcessor: iterator({ 'Part done': done }),
      ResultPath: '$.done',
      Next: 'Item done',
    },
    'Item done': done,
  }),
});

/** A Map whose functions all fail, and say so as data. */
export const mapOfFailures = mapOverItems({
  MaxConcurrency: 5,
  ItemProcessor: iterator({
    'Fail at length': {
      Type: 'Task',
      Resource: '${FailAtLength}',
      TimeoutSeconds: 70,
      ResultPath: '$.done',
      Catch: [{ ErrorEquals: everything, ResultPath: null, Next: 'Item done' }],
      Next: 'Item done',
    },
    'Item done': done,
  }),
});

/** A Map whose tasks all throw, and leave nothing of it in the state data. */
export const mapOfCauses = mapOverItems({
  MaxConcurrency: 25,
  ItemProcessor: iterator({
    'Run child': {
      Type: 'Task',
      Resource: 'arn:${Partition}:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: '${ChildMachine}', Input: { goes: 'wrong' } },
      TimeoutSeconds: 70,
      ResultPath: '$.done',
      Catch: [{ ErrorEquals: everything, ResultPath: null, Next: 'Item done' }],
      Next: 'Item done',
    },
    'Item done': done,
  }),
});

/** A machine that fails with as long a cause as that of a whole policy or two. */
export const childOfManyWords: MachineDefinition = {
  StartAt: 'Failed',
  States: {
    Failed: {
      Type: 'Fail',
      Error: 'AtLength',
      Cause: 'This did not go well. '.repeat(1_500),
    },
  },
};

/** A distributed Map that lives with half of its items failing. */
export const mapWithTolerance = mapOverItems({
  ToleratedFailurePercentage: 50,
  ResultPath: null,
  ItemProcessor: iterator(
    {
      'Goes well?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.item', StringEquals: 'well', Next: 'Item done' } as never],
        Default: 'Item failed',
      },
      'Item done': done,
      'Item failed': { Type: 'Fail', ErrorPath: '$.item', CausePath: '$.item' },
    },
    'DISTRIBUTED',
  ),
});

/** A Wait of `$.seconds`, or until `$.at`. */
export function wait(path: 'SecondsPath' | 'TimestampPath'): MachineDefinition {
  const by = path === 'SecondsPath' ? { SecondsPath: '$.seconds' } : { TimestampPath: '$.at' };
  return { StartAt: 'Wait', States: { Wait: { Type: 'Wait', ...by, Next: 'Done' }, Done: done } };
}

/** A machine that ends as `$.goes` says. */
export const child: MachineDefinition = {
  StartAt: 'Goes well?',
  States: {
    'Goes well?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.goes', StringEquals: 'well', Next: 'Done' } as never],
      Default: 'Failed',
    },
    Done: done,
    Failed: { Type: 'Fail', ErrorPath: '$.goes', CausePath: '$.cause' },
  },
};

/** A machine that runs the other one with `$.order`, and goes on when that fails. */
export const parent: MachineDefinition = {
  StartAt: 'Run child',
  States: {
    'Run child': {
      Type: 'Task',
      Resource: 'arn:${Partition}:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: '${ChildMachine}', 'Input.$': '$.order' },
      TimeoutSeconds: 120,
      ResultPath: '$.child',
      Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: null, Next: 'Look elsewhere' }],
      Next: 'Ended well?',
    },
    'Ended well?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.child.Status', StringEquals: 'SUCCEEDED', Next: 'Done' } as never],
      Default: 'Look elsewhere',
    },
    Done: done,
    'Look elsewhere': done,
  },
};
