import { statesOf, type MachineDefinition } from '../../src/contract/definition.ts';
import * as faults from '../../src/contract/errors/faults.ts';
import type { Rule } from './rules.ts';

/** How executions end badly. A Map has no Fail: see the rules of Maps. */
export const failRules: Readonly<Record<string, Rule>> = {
  'tells the error and the cause of a Fail by plain paths, or as a fault in fixed words': ({
    definition,
  }) => {
    const fails = statesOf(definition).filter(({ state }) => state.Type === 'Fail');
    const isPath = (path = '') => /^\$(\.[A-Za-z]+)+$/.test(path);
    const isFault = (name = '') => name.endsWith('Fault') && name in faults;
    return fails.length === 0
      ? ['has no Fail']
      : fails
          .filter(({ state: { Error, Cause, ErrorPath, CausePath } }) =>
            Error === undefined && Cause === undefined
              ? !isPath(ErrorPath) || !isPath(CausePath)
              : !isFault(Error) || !Cause || ErrorPath !== undefined || CausePath !== undefined,
          )
          .map(({ name }) => name);
  },

  'ends under no name of Step Functions that a Catch has seen': ({ definition }) =>
    Object.entries(definition.States).flatMap(([name, { ErrorPath }]) =>
      // The functions that close an execution give these names of ours: `caughtError`.
      ErrorPath === undefined || ErrorPath === '$.outcome.error'
        ? []
        : waysInto(definition, name)
            .filter(({ by }) => by !== `${ErrorPath} without States.*`)
            .map(({ from }) => `"${name}" tells what "${from}" hands on`),
    ),
};

/** Where a state is come to from, and what the transition says of the data. */
function waysInto({ States }: MachineDefinition, name: string) {
  return Object.entries(States).flatMap(([from, { Next, Default, Choices = [], Catch = [] }]) => {
    const [first] = Choices;
    const turns = [Next, ...[...Choices, ...Catch].map((turn) => turn.Next)];
    const asked = first?.StringMatches && `${first.Variable} without ${first.StringMatches}`;
    return [
      ...turns.filter((next) => next === name).map(() => ({ from, by: undefined })),
      ...(Default === name ? [{ from, by: asked }] : []),
    ];
  });
}
