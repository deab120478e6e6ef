import { parseArgs } from 'node:util';
import type { Argument } from './argument.ts';
import { everywhere } from './everywhere.ts';
import { UnknownWord, UsageError } from './exit-codes.ts';

/** Arguments by the names that the code of their command has for them; positionals in their order. */
export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** What a command takes. */
export type Signature<
  Positionals extends Arguments = Arguments,
  Options extends Arguments = Arguments,
> = { readonly positionals: Positionals; readonly options: Options };

/** What arguments come to, each as it was declared. */
export type ValuesOf<Declared extends Arguments> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Argument<infer Value> ? Value : never;
};

/** The words of a command line by what takes them; an option that takes none has the empty one. */
export type Words = {
  readonly positionals: readonly string[];
  readonly options: ReadonlyMap<string, string>;
};

/** What an option is called on the command line: `detailedExitCode` is `--detailed-exit-code`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Options by what they are called. */
export type Named = readonly (readonly [name: string, option: Argument<unknown>])[];

/** Options by what they are called on the command line. */
export function namedOptions(options: Arguments): Named {
  return Object.entries(options).map(([name, one]) => [flagOf(name), one]);
}

/**
 * Sorts the words behind the name of a command. Of an option that is given twice the last word counts.
 *
 * @throws UsageError
 */
export function sortWords({ options }: Signature, args: readonly string[]): Words {
  const declared = new Map(
    Object.entries({ ...options, ...everywhere }).map(([name, { word }]) => [
      flagOf(name),
      { name, type: word === null ? 'boolean' : 'string' } as const,
    ]),
  );
  const types = [...declared].map(([option, { type }]) => [option.slice(2), { type }] as const);
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  });
  const given = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    const known = declared.get(`--${token.name}`);
    if (known) {
      const isOption = declared.has(token.value ?? '');
      return [[known.name, wordOf(token, known.type, isOption)] as const];
    }
    const complaint = `There is no option "${token.rawName}".`;
    throw new UnknownWord(complaint, token.rawName, [...declared.keys()]);
  });
  return {
    positionals: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    options: new Map(given),
  };
}

type OptionToken = {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};

/** An option of its own behind an option is no word of it: it was forgotten. */
function wordOf(
  { rawName, value, inlineValue }: OptionToken,
  type: 'boolean' | 'string',
  isOption: boolean,
): string {
  if (type === 'boolean') {
    if (value === undefined) return '';
    throw new UsageError(`${rawName} takes no value.`);
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value.`);
  if (inlineValue === true || !/^-./.test(value)) return value;
  if (isOption) throw new UsageError(`${rawName} needs a value, and "${value}" follows it.`);
  throw new UsageError(
    `${rawName} needs a value. Write one like "${value}" as ${rawName}=${value}.`,
  );
}

/**
 * What the words of a command line mean to a command.
 *
 * @throws UsageError
 */
export function valuesOf<Positionals extends Arguments, Options extends Arguments>(
  { positionals, options }: Signature<Positionals, Options>,
  words: Words,
): ValuesOf<Positionals> & ValuesOf<Options> {
  const places = Object.entries(positionals);
  const extra = words.positionals[places.length];
  if (extra !== undefined) throw new UsageError(`Unexpected argument "${extra}".`);
  const values = [
    ...places.map(([name, one], place) => [
      name,
      valueOf(one, words.positionals[place], one.word ?? name),
    ]),
    ...Object.entries(options).map(([name, one]) => [
      name,
      valueOf(one, words.options.get(name), flagOf(name)),
    ]),
  ];
  // Each by its own declaration: what the types say of the two records.
  return Object.fromEntries(values) as ValuesOf<Positionals> & ValuesOf<Options>;
}

function valueOf<Value>(
  { read, absent }: Argument<Value>,
  word: string | undefined,
  name: string,
): Value {
  if (word !== undefined) return read(word, name);
  if ('value' in absent) return absent.value;
  throw new UsageError(absent.complaint);
}
