import { describe, expect, it } from '@jest/globals';
import {
  flag,
  integer,
  oneOf,
  orElse,
  path,
  required,
  severalOf,
  text,
} from '../../src/cli/argument.ts';
import { flagOf, sortWords, valuesOf } from '../../src/cli/command-line.ts';
import { fetch } from '../../src/cli/commands/fetch.ts';
import { UsageError } from '../../src/cli/exit-codes.ts';

const sample = {
  positionals: {
    file: required(path('file', 'what is read'), 'Name a file.'),
    other: path('file', 'what is read too'),
  },
  options: {
    mode: oneOf({ plan: 'looks', import: 'writes' }, 'what is done'),
    formats: orElse(severalOf({ json: '', text: '' }, 'what is written', '<formats>'), ['json']),
    revision: integer('<n>', 'which one', 1),
    name: text('<name>', 'what it is called'),
    dryRun: flag('writes nothing'),
  },
};
const read = (...words: string[]) => valuesOf(sample, sortWords(sample, words));

describe('The values of a command line', () => {
  it('have the types that were declared', () => {
    const values = read('a.json', '--mode', 'plan');

    const typed: {
      readonly file: string;
      readonly other: string | null;
      readonly mode: 'plan' | 'import' | null;
      readonly formats: readonly ('json' | 'text')[];
      readonly revision: number | null;
      readonly name: string | null;
      readonly dryRun: boolean;
    } = values;
    // @ts-expect-error: nothing but what was declared
    const { unknown } = values;
    // @ts-expect-error: a word that may be missing is no text
    const name: string = values.name;
    expect([typed.mode, unknown, name]).toEqual(['plan', undefined, null]);
  });

  it('are what stands for them where they are not given', () => {
    expect(read('a.json')).toEqual({
      file: 'a.json',
      other: null,
      mode: null,
      formats: ['json'],
      revision: null,
      name: null,
      dryRun: false,
    });
  });

  it('are read in any order, behind a blank or an equals sign', () => {
    const words = [
      '--dry-run',
      '--mode=import',
      'a.json',
      '--revision',
      '12',
      '--formats',
      'text,json',
      '-',
    ];

    expect(read(...words)).toEqual({
      file: 'a.json',
      other: '-',
      mode: 'import',
      formats: ['text', 'json'],
      revision: 12,
      name: null,
      dryRun: true,
    });
  });

  it('take what begins with a dash behind an equals sign, or as an argument behind two dashes', () => {
    expect(read('--name=--x', '--', '--y')).toMatchObject({ name: '--x', file: '--y' });
  });

  it('are the last ones that were given', () => {
    expect(read('a.json', '--name', 'a', '--name', 'b').name).toBe('b');
  });

  it.each([
    [[], 'Name a file.'],
    [['a', 'b', 'c'], 'Unexpected argument "c".'],
    [['a', '--mode', 'nonsense'], '--mode is one of plan, import, not "nonsense".'],
    [['a', '--mode', 'toString'], '--mode is one of plan, import, not "toString".'],
    [['a', '--mode='], '--mode is one of plan, import, not "".'],
    [['a', '--formats', 'json,xml'], '--formats is some of json, text, not "xml".'],
    [['a', '--formats', 'json,'], '--formats is some of json, text, not "".'],
    [['a', '--revision', '0'], '--revision needs a whole number from 1, not "0".'],
    [['a', '--revision', '1.5'], '--revision needs a whole number from 1, not "1.5".'],
    [['a', '--revision', '99999999999999999999'], '--revision needs a whole number from 1'],
    [[''], '<file> needs a file.'],
    [['a', '--name'], '--name needs a value.'],
    [['a', '--name', '--mode'], '--name needs a value, and "--mode" follows it.'],
    [['a', '--name', '-x'], '--name needs a value. Write one like "-x" as --name=-x.'],
    [['a', '--dry-run=yes'], '--dry-run takes no value.'],
    [['a', '--dry-rum'], 'There is no option "--dry-rum".'],
    [['a', '-n'], 'There is no option "-n".'],
    [['a', '--dryRun'], 'There is no option "--dryRun".'],
  ])('are no values: %j', (words, complaint) => {
    expect(() => read(...words)).toThrow(UsageError);
    expect(() => read(...words)).toThrow(complaint);
  });
});

describe('The name of an option', () => {
  it.each([
    ['json', '--json'],
    ['nativeClientSecret', '--native-client-secret'],
  ])('of %s is %s', (name, shown) => {
    expect(flagOf(name)).toBe(shown);
  });
});

describe('A fetch that is told no more than its link', () => {
  const values = (...words: string[]) => valuesOf(fetch, sortWords(fetch, words));

  it('writes the outputs here, and adds no secret', () => {
    expect(values('--app', 'storefront', '--env', 'prod')).toEqual({
      app: 'storefront',
      env: 'prod',
      format: ['outputs'],
      out: '.',
      merge: null,
      nativeClientSecret: false,
      store: null,
      json: false,
    });
  });

  it.each(['outputs,yaml', '', 'toString', 'Outputs'])('knows no format %j', (format) => {
    expect(() => values('--format', format)).toThrow(UsageError);
    expect(() => values('--format', format)).toThrow(`not "${format.split(',').at(-1)}"`);
  });
});
