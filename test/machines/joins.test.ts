import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { statesOf } from '../../src/contract/definition.ts';
import { errors as catalogue } from '../support/errors.ts';
import { detailTypes } from '../../src/contract/events.ts';
import { machineNames, startersOf } from '../../src/contract/machines.ts';
import { fileNameOf, placeholderOf, states, type StateName } from '../../src/contract/states.ts';
import { definitions, productParts } from '../../src/engine/machines.ts';
import { announcements, lambdaStates, stateOf } from './definitions.ts';

const names = Object.keys(states) as StateName[];
const lambdaStatesOfAll = machineNames.flatMap((machine) => lambdaStates(definitions[machine]));

/** What services throw in our name: Lambda and its runtime, Step Functions itself. */
const namesOfServices = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'States.TaskFailed',
  'States.ALL',
];

/** The text of every source file under a folder. */
function sources(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
}

const code = sources('src', 'functions').join('\n');
const thrownClasses = new Set([...code.matchAll(/\bnew (\w+)\(/g)].map((match) => match[1]));

/** Error names by class: the first argument that a class hands to its parent. */
const errorClasses = [
  ...code.matchAll(/class (\w+) extends (?:UserError|Fault) \{([^]*?)\n\}/g),
].map(([, className = '', body = '']) => ({
  className,
  name: /super\(\s*'([\w.]+)'/.exec(body)?.[1] ?? '',
}));

const allStates = machineNames.flatMap((machine) =>
  statesOf(definitions[machine]).map(({ state }) => state),
);
const retried = allStates
  .flatMap(({ Retry }) => Retry ?? [])
  .flatMap(({ ErrorEquals }) => ErrorEquals);
const caught = allStates
  .flatMap(({ Catch }) => Catch ?? [])
  .flatMap(({ ErrorEquals }) => ErrorEquals);
const matched = [...new Set([...retried, ...caught])];
/** What the first and the last states tell as an outcome, where nothing needs to be thrown. */
const outcomes = ['InvalidRequest', 'ImportRefused', 'RemovalRefused'];

describe('The tree', () => {
  it('has one file in functions/ for each Lambda-backed state, and none besides', () => {
    const files = readdirSync('functions').filter((file) => file !== 'events');

    expect(files.sort()).toEqual(names.map((name) => `${fileNameOf(name)}.ts`).sort());
  });

  it('has a machine for each state of the contract, and a contract for each state', () => {
    expect([...new Set(lambdaStatesOfAll)].sort()).toEqual(names.toSorted());
  });

  it('has one definition file for each machine', () => {
    const files = readdirSync('statemachine').filter((file) => file !== 'README.md');

    expect(files.sort()).toEqual(machineNames.map((machine) => `${machine}.asl.json`).sort());
  });

  it.each(names)(
    'has a handler for "%s", made for that state and at most 40 lines long',
    (name) => {
      const path = join('functions', `${fileNameOf(name)}.ts`);
      const text = readFileSync(path, 'utf8');
      const { handler } = jest.requireActual<{ handler: unknown }>(join(process.cwd(), path));

      expect([...text.matchAll(/\bstep\(\s*'([^']+)'/g)].map((match) => match[1])).toEqual([name]);
      expect(text.split('\n').length).toBeLessThanOrEqual(40);
      expect(productParts.handlers[name]).toBe(handler);
    },
  );
});

describe('The engine', () => {
  it('knows no state by name, but in the table of handlers', () => {
    const files = readdirSync('src/engine').filter((file) => file !== 'machines.ts');
    const text = files.map((file) => readFileSync(join('src/engine', file), 'utf8')).join('\n');
    const known = machineNames.flatMap((machine) =>
      statesOf(definitions[machine]).map(({ name }) => name),
    );

    expect(known.filter((name) => text.includes(`'${name}'`))).toEqual([]);
  });
});

describe('The placeholders', () => {
  it.each(machineNames)('of %s are those of its states and of what it announces', (machine) => {
    const definition = definitions[machine];
    const text = JSON.stringify(definition);
    const used = [...text.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');

    expect([...new Set(used)].sort()).toEqual(
      [
        ...lambdaStates(definition).map(placeholderOf),
        ...(announcements(definition).length > 0 ? ['Partition', 'EventBusName'] : []),
      ].sort(),
    );
  });

  it('name in each task the function of that very state', () => {
    for (const machine of machineNames) {
      for (const name of lambdaStates(definitions[machine])) {
        const { Resource } = stateOf(definitions[machine], name);

        expect(Resource).toBe(`\${${placeholderOf(name)}}`);
      }
    }
  });
});

describe('The errors', () => {
  it('that are caught or retried are thrown by our code, or are a service’s own', () => {
    const thrown = errorClasses
      .filter(({ className }) => thrownClasses.has(className))
      .map(({ name }) => name);

    expect(matched.filter((name) => ![...thrown, ...namesOfServices].includes(name))).toEqual([]);
    expect(matched).toEqual(expect.arrayContaining(['AwsUnavailable', 'LinkBusy']));
  });

  it('of the list of services are all retried or caught', () => {
    expect(namesOfServices.filter((name) => !matched.includes(name))).toEqual([]);
  });

  it('that are tried again say so by their own name: a refusal never is', () => {
    const ours = errorClasses.map(({ name }) => name).filter((name) => !name.includes('.'));

    expect(ours.filter((name) => retried.includes(name)).sort()).toEqual([
      'AwsUnavailable',
      'LinkBusy',
      'UndoUnavailable',
    ]);
  });

  it('of the catalogue are each thrown or told by some code, under the name of their class', () => {
    const bases = ['UserError', 'Fault'];
    const exported = Object.entries(catalogue)
      .filter(([name, value]) => typeof value === 'function' && !bases.includes(name))
      .map(([name]) => name);
    const known = errorClasses.filter(({ className }) => exported.includes(className));

    expect(known.map(({ className }) => className).sort()).toEqual(exported.sort());
    for (const { className, name } of known) expect(name).toBe(className);
    expect(exported.filter((name) => !thrownClasses.has(name) && !outcomes.includes(name))).toEqual(
      [],
    );
    for (const name of outcomes) expect(code).toMatch(new RegExp(`(name|error): '${name}'`));
  });

  it('that count as refused before any write stand in the catalogue', () => {
    expect(Object.keys(catalogue)).toEqual(expect.arrayContaining([...catalogue.refusals]));
  });
});

describe('The events', () => {
  it('that start a machine are of one type each, and no type starts two', () => {
    const starting = machineNames.flatMap(startersOf);

    expect(starting).toEqual(expect.arrayContaining(['Auth Import Requested']));
    expect(new Set(starting).size).toBe(starting.length);
  });

  it('that a definition names are of a type that the contract knows; others come with the outcome', () => {
    const known: readonly string[] = Object.values(detailTypes);
    const put = machineNames.flatMap((machine) =>
      announcements(definitions[machine]).flatMap((name) => {
        const { Parameters } = stateOf(definitions[machine], name);
        const [{ DetailType } = {}] = (Parameters as { Entries: { DetailType?: string }[] })
          .Entries;
        return DetailType ?? [];
      }),
    );

    expect(put).toEqual(['Auth Config Published', 'Auth Removed']);
    expect(put.filter((type) => !known.includes(type))).toEqual([]);
  });
});
