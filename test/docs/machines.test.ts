import { describe, expect, it } from '@jest/globals';
import { statesOf, stateTypes, type StateDefinition } from '../../src/contract/definition.ts';
import { machineNameOf, machineNames } from '../../src/contract/machines.ts';
import { functionTimeoutSeconds, placeholderOf } from '../../src/contract/states.ts';
import { definitions } from '../../src/engine/machines.ts';
import { lambdaStates, stateOf, tasksOf } from '../machines/definitions.ts';
import { keysOfType } from '../machines/rules.ts';
import { codeBlock, codeWords, readPage, section, table } from './markdown.ts';
import { readFlowchart } from './mermaid.ts';

const page = readPage('statemachine/README.md');
const importAuth = definitions['import-auth'];

type Retrier = NonNullable<StateDefinition['Retry']>[number];

/** The longest wait before each try, in seconds. */
function intervalsOf({ IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }: Retrier) {
  return Array.from({ length: MaxAttempts }, (_, tried) =>
    Math.min(IntervalSeconds * BackoffRate ** tried, MaxDelaySeconds),
  );
}

function retrierOf(state: string, error: string): Retrier {
  const retrier = stateOf(importAuth, state).Retry?.find(({ ErrorEquals }) =>
    ErrorEquals.includes(error),
  );
  if (retrier === undefined) throw new Error(`"${state}" is not tried again on ${error}.`);
  return retrier;
}

describe('statemachine/README.md', () => {
  it('names every machine with its file', () => {
    expect(table(page).map(([file = '', name = '']) => [file, name].flatMap(codeWords))).toEqual(
      machineNames.map((machine) => [`${machine}.asl.json`, machineNameOf(machine)]),
    );
  });

  it('says of every machine what its definition says first', () => {
    for (const [index, [, , what = '']] of table(page).entries()) {
      const { Comment } = definitions[machineNames[index] ?? 'import-auth'];

      expect(Comment?.startsWith(`${what} `)).toBe(true);
    }
  });

  it.each([
    [0, retrierOf('Publish config', 'AwsUnavailable')],
    [1, retrierOf('Announce config', 'States.TaskFailed')],
    [2, retrierOf('Take lease', 'LinkBusy')],
  ])('tells the numbers of retry %i in human time', (row, retrier) => {
    const intervals = intervalsOf(retrier);
    const most = intervals.reduce((sum, seconds) => sum + seconds, 0);

    const [, tries, told = '', together, average] =
      table(section(page, 'Retries in human time'))[row] ?? [];

    expect(tries).toBe(String(retrier.MaxAttempts));
    expect(told.match(/[\d.]+/g)?.slice(0, 5)).toEqual(
      intervals.slice(0, 5).map((seconds) => String(Math.round(seconds * 10) / 10)),
    );
    expect([together, average]).toEqual([`${Math.round(most)} s`, `${Math.round(most / 2)} s`]);
  });

  it('tells how long functions and tasks may run', () => {
    const [task = 0] = new Set(
      machineNames.flatMap((machine) =>
        tasksOf(definitions[machine]).map(
          (name) => stateOf(definitions[machine], name).TimeoutSeconds ?? 0,
        ),
      ),
    );

    expect(page.text).toContain(
      `A function may run for ${functionTimeoutSeconds} seconds and a task for ${task},`,
    );
  });

  it('tells where error and cause of a failed step are kept', () => {
    const kept = machineNames.flatMap((machine) =>
      statesOf(definitions[machine]).flatMap(({ state: { Catch = [] } }) =>
        Catch.flatMap(({ ResultPath }) => ResultPath ?? []),
      ),
    );
    const told = codeWords(section(page, 'Catches').text).filter((word) => word.startsWith('$.'));

    expect(told.toSorted()).toEqual([...new Set(kept)].toSorted());
  });

  it('tells all types of states, and each key of a Map and a Wait', () => {
    const { text } = section(page, 'The portable subset');
    const line = /^- State types: (.+)\.$/m.exec(text);
    const about = (type: string) =>
      codeWords(new RegExp(`^- A ${type} .*$`, 'm').exec(text)?.[0] ?? '');

    expect(line?.[1]?.split(', ').toSorted()).toEqual(stateTypes.toSorted());
    expect(about('Map')).toEqual(
      expect.arrayContaining(keysOfType['Map']?.filter((key) => key !== 'Next') ?? []),
    );
    expect(about('Wait')).toEqual(['SecondsPath', 'TimestampPath']);
  });

  it('tells how each placeholder is named', () => {
    const told = table(section(page, 'Placeholders')).flatMap(([name = '']) => codeWords(name));
    const used = machineNames
      .flatMap((machine) => JSON.stringify(definitions[machine]).match(/\$\{\w+\}/g) ?? [])
      .filter((name) => !lambdaPlaceholders().includes(name));

    expect(told.filter((name) => !lambdaPlaceholders().includes(name)).toSorted()).toEqual(
      [...new Set(used)].toSorted(),
    );
    expect(told).toContain(`\${${placeholderOf('Validate user pool')}}`);
  });
});

function lambdaPlaceholders(): readonly string[] {
  return machineNames
    .flatMap((machine) => lambdaStates(definitions[machine]))
    .map((state) => `\${${placeholderOf(state)}}`);
}

describe('The picture of the push', () => {
  const picture = readFlowchart(codeBlock(page, 'mermaid'));
  const states = statesOf(definitions['push-auth']);

  it('has every state, verbatim, and no other', () => {
    expect(picture.labels.toSorted()).toEqual(states.map(({ name }) => name).toSorted());
  });

  it('has every transition, and no other', () => {
    const transitions = states.flatMap(({ name, state: { Next, Default, Choices = [] } }) =>
      [Next, Default, ...Choices.map((choice) => choice.Next)].flatMap((target) =>
        target === undefined ? [] : [`${name} -> ${target}`],
      ),
    );

    expect([...picture.arrows].toSorted()).toEqual([...new Set(transitions)].toSorted());
  });

  it('draws as dotted where every failing step leads', () => {
    const catches = states.flatMap(({ name, state: { Catch = [] } }) =>
      Catch.map(({ Next }) => `${name} -> ${Next}`),
    );

    expect([...picture.dotted].toSorted()).toEqual(catches.toSorted());
  });
});
