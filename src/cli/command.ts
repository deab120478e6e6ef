import {
  namedOptions,
  valuesOf,
  type Named,
  type Arguments,
  type Signature,
  type ValuesOf,
  type Words,
} from './command-line.ts';
import { everywhere } from './everywhere.ts';
import { commonExits, exits, UsageError, type ExitName } from './exit-codes.ts';

/** What every command can end in. */
type CommonExit = (typeof commonExits)[number];

/** Command lines behind the name of their command, by what each is for. */
type Examples = Readonly<Record<string, string>>;

/** A command as it is declared: usage, help, completion and docs/commands.md follow from it. */
export type Definition<
  Positionals extends Arguments,
  Options extends Arguments,
  Exit extends ExitName,
> = Signature<Positionals, Options> & {
  /** What it is for, in one line. */
  readonly summary: string;
  /** The page of docs/ that says more. */
  readonly page: string;
  /** Command lines as people type them, each by what it is for. */
  readonly examples: Examples;
  /** What it can end in beside what every command can end in. */
  readonly exits: readonly Exit[];
  /** What is wrong with arguments that do not go together. */
  readonly check?: (values: ValuesOf<Positionals> & ValuesOf<Options>) => string | null;
  /** Loads what it needs by itself: declarations are loaded by every start of the command line. */
  readonly run: (
    values: ValuesOf<Positionals> & ValuesOf<Options>,
    commands: Commands,
  ) => Promise<NoInfer<Exit> | CommonExit>;
};

/** A command among others. */
export type Command = Signature & {
  /** Its options as the command line calls them, those of every command behind them. */
  readonly named: Named;
  readonly summary: string;
  readonly page: string;
  readonly examples: Examples;
  readonly exits: readonly ExitName[];
  /** @throws UsageError when it cannot read the words, and whatever it fails by */
  readonly call: (words: Words, commands: Commands) => Promise<ExitName>;
};

/** Every command, by its name. */
export type Commands = Readonly<Record<string, Command>>;

/** All that a command can end in, by exit code. */
export function exitsOf({ exits: own }: Command): readonly ExitName[] {
  return (Object.keys(exits) as ExitName[]).filter(
    (name) => own.includes(name) || commonExits.some((common) => common === name),
  );
}

/** Declares a command. */
export function command<
  const Positionals extends Arguments,
  const Options extends Arguments,
  const Exit extends ExitName = never,
>(definition: Definition<Positionals, Options, Exit>): Command & Signature<Positionals, Options> {
  const { check, run, ...declared } = definition;
  return {
    ...declared,
    named: namedOptions({ ...definition.options, ...everywhere }),
    call: async (words, commands) => {
      const values = valuesOf(definition, words);
      const problem = check?.(values) ?? null;
      if (problem !== null) throw new UsageError(problem);
      return run(values, commands);
    },
  };
}
