import { shellWord } from './shell-word.ts';

/** One AWS CLI command, or several of which the first is printed whose names all have a value. */
export type CommandTemplate = string | readonly string[];

/** The names that stand in angle brackets in a template. */
type Placeholders<Template extends string> = Template extends `${string}<${infer Rest}`
  ? Rest extends `${infer Name}>${infer After}`
    ? Name | Placeholders<After>
    : never
  : never;

type CommandValue = string | readonly string[];

/** What a command needs; of several templates, what one of them needs. */
export type CommandValues<Command extends CommandTemplate> = ValuesOfEach<
  Command extends readonly (infer Template)[] ? Template : Command
>;

/** A value for each name of a template; of several templates, those of one: a union is told apart here. */
type ValuesOfEach<Template> = Template extends string
  ? { readonly [Name in Placeholders<Template>]: CommandValue }
  : never;

const placeholder = /<([a-zA-Z]+)>/g;

/** A command with the values of a case, each quoted for a POSIX shell. */
export function fillCommand(
  command: CommandTemplate | undefined,
  values: Readonly<Record<string, CommandValue>>,
): string | undefined {
  const templates = [command ?? []].flat();
  const template = templates.find((one) => placeholdersOf(one).every((name) => name in values));
  return template?.replace(placeholder, (_, name: string) =>
    [values[name] ?? []].flat().map(shellWord).join(' '),
  );
}

/**
 * Names that stand in a template, in their order.
 *
 * @internal for tests, which hold them to the facts of each finding
 */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, name = '']) => name);
}

/** What a printed command does: it mends what it stands under, or changes nothing and shows what mending needs. */
export type PrintedCommand = { readonly does: 'mend' | 'look'; readonly text: string };

/** The command that is printed with a finding, if one is. */
export function printedCommand({
  command,
  look,
}: {
  readonly command?: string | undefined;
  readonly look?: string | undefined;
}): PrintedCommand | undefined {
  if (command !== undefined) return { does: 'mend', text: command };
  return look === undefined ? undefined : { does: 'look', text: look };
}

/** The line of a command as people read it wherever one is printed: what it does, and what to copy. */
export function commandLine({ does, text }: PrintedCommand): string {
  return `${does}: ${text}`;
}

/** Finds such a line in a text, however it is indented. */
export const commandLines = /^ *(?:mend|look): /m;
