import { shellWord } from './shell-word.ts';

/** The names that stand in angle brackets in a template. */
type Placeholders<Template extends string> = Template extends `${string}<${infer Rest}`
  ? Rest extends `${infer Name}>${infer After}`
    ? Name | Placeholders<After>
    : never
  : never;

type CommandValue = string | readonly string[];

/** What the command of a catalogue entry needs; of several templates, what one of them needs. */
export type CommandValues<Entry> = Entry extends { readonly command: infer Command }
  ? ValuesOfEach<Command extends readonly (infer Template)[] ? Template : Command>
  : never;

/** A value for each name of a template; of several templates, those of one: a union is told apart here. */
type ValuesOfEach<Template> = Template extends string
  ? { readonly [Name in Placeholders<Template>]: CommandValue }
  : never;

const placeholder = /<([a-zA-Z]+)>/g;

/** The command of an entry with the values of a case, each quoted for a POSIX shell. */
export function fillCommand(
  { command = [] }: { readonly command?: string | readonly string[] },
  values: Readonly<Record<string, string | readonly string[]>>,
): string | undefined {
  const template = [command].flat().find((one) => placeholdersOf(one).every((n) => n in values));
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
