import { UnknownWord, UsageError } from './exit-codes.ts';

/** An argument of a command: an option by its name, or a positional by its place. */
export type Argument<Value> = {
  /** What the help says of it, in one line. */
  readonly about: string;
  /** What stands for its word in usage and help; `null`: an option that takes no word. */
  readonly word: string | null;
  /** The words that it can be, or that it can be besides a path, each with what it means. */
  readonly choices: Readonly<Record<string, string>>;
  /** Whether its word may name several choices, with commas between. */
  readonly several: boolean;
  /** What its word is the path of, if it is one. */
  readonly path: 'file' | 'folder' | null;
  /** What a word means; `name` is what the argument is called. @throws UsageError */
  readonly read: (word: string, name: string) => Value;
  /** What it is on a command line that lacks it, or what is said of such a command line. */
  readonly absent: { readonly value: Value } | { readonly complaint: string };
};

const plain = { choices: {}, several: false, path: null, absent: { value: null } } as const;

/** An option without a word: given or not. */
export function flag(about: string): Argument<boolean> {
  return { ...plain, about, word: null, read: () => true, absent: { value: false } };
}

/** A text; `read` refuses one that can be none. */
export function text(
  word: string,
  about: string,
  read: (given: string, name: string) => string = (given) => given,
): Argument<string | null> {
  return { ...plain, about, word, read };
}

/** The path of a file or a folder. */
export function path(
  kind: 'file' | 'folder',
  about: string,
  word = `<${kind}>`,
): Argument<string | null> {
  const read = (given: string, name: string) => {
    if (given.trim() === '') throw new UsageError(`${name} needs a ${kind}.`);
    if (!address.test(given)) return given;
    throw new UsageError(`${name} needs a ${kind}, and "${given}" is an address.`);
  };
  return { ...plain, about, word, path: kind, read };
}

/** `s3://bucket/x` would be a folder named `s3:`. */
const address = /^(?:[a-z][a-z0-9+.-]+:\/\/|(?:s3|arn):)/i;

/** A whole number that is not below `least`. */
export function integer(word: string, about: string, least: number): Argument<number | null> {
  const read = (given: string, name: string) => {
    const number = /^\d+$/.test(given) ? Number(given) : NaN;
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new UsageError(`${name} needs a whole number from ${least}, not "${given}".`);
  };
  return { ...plain, about, word, read };
}

/** One of a few words. */
export function oneOf<const Choice extends string>(
  choices: Readonly<Record<Choice, string>>,
  about: string,
  word = Object.keys(choices).join('|'),
): Argument<Choice | null> {
  const read = (given: string, name: string) => {
    if (isOneOf(choices, given)) return given;
    throw notAmong(choices, given, `${name} is one of`);
  };
  return { ...plain, about, word, choices, read };
}

/** Some of a few words, with commas between. */
export function severalOf<const Choice extends string>(
  choices: Readonly<Record<Choice, string>>,
  about: string,
  word: string,
): Argument<readonly Choice[] | null> {
  const read = (given: string, name: string) => {
    const [unknown] = given.split(',').filter((one) => !isOneOf(choices, one));
    if (unknown === undefined) return given.split(',').filter((one) => isOneOf(choices, one));
    throw notAmong(choices, unknown, `${name} is some of`);
  };
  return { ...plain, about, word, choices, several: true, read };
}

/** The same argument with something that it is by default. */
export function orElse<Value extends string | number | readonly string[]>(
  argument: Argument<Value | null>,
  value: Value,
): Argument<Value> {
  return {
    ...argument,
    about: `${argument.about}; ${String(value)} by default`,
    read: (word, name) => argument.read(word, name) ?? value,
    absent: { value },
  };
}

/** The same argument where no command line may lack it. */
export function required<Value>(
  argument: Argument<Value | null>,
  complaint: string,
): Argument<Value> {
  const read = (word: string, name: string) => {
    const value = argument.read(word, name);
    if (value !== null) return value;
    throw new UsageError(complaint);
  };
  return { ...argument, read, absent: { complaint } };
}

function isOneOf<Choice extends string>(
  choices: Readonly<Record<Choice, string>>,
  word: string,
): word is Choice {
  return Object.hasOwn(choices, word);
}

function notAmong(
  choices: Readonly<Record<string, string>>,
  word: string,
  what: string,
): UnknownWord {
  const known = Object.keys(choices);
  return new UnknownWord(`${what} ${known.join(', ')}, not "${word}".`, word, known);
}
