// The text of docs/commands.md, made from the declarations in src/cli/commands.
import { readFileSync } from 'node:fs';
import type { Argument } from '../src/cli/argument.ts';
import { exitsOf, type Command, type Commands } from '../src/cli/command.ts';
import { namedOptions } from '../src/cli/command-line.ts';
import { everywhere } from '../src/cli/everywhere.ts';
import { commonExits, exits, type ExitName } from '../src/cli/exit-codes.ts';
import { exampleOf, usageOf, wordsOf } from '../src/cli/help-text.ts';
import { refusals } from '../src/contract/errors/user-error.ts';

const introduction = `# Commands

The [README](../README.md#see-what-it-would-do) installs the command. \`amplify-import --help\` and \`amplify-import <command> --help\` print the same. Options come in any order, before the command too, as \`--name value\` or \`--name=value\`; one that is given twice counts as it was given last. Standard output carries the result only, standard error everything else: with \`--json\` one document, of a command line that cannot be read too (\`UsageError\`).

This page is written from \`src/cli/commands.ts\` by \`npm run docs\`.
`;

/** The text of docs/commands.md. */
export function commandsPage(commands: Commands): string {
  const all = Object.entries(commands);
  const list = all.map(([name, { summary }]) => [
    `[\`${name}\`](#amplify-import-${name})`,
    sentence(summary),
  ]);
  return [
    introduction,
    table(['command', 'what it does'], list),
    '## For every command\n',
    table(['option', 'meaning'], namedOptions(everywhere).map(rowOf)),
    ...all.map(([name, command]) => commandText(name, command)),
    exitsText(all),
  ].join('\n');
}

function commandText(name: string, command: Command): string {
  const taken = [
    ...Object.values(command.positionals).map((one) => ['', one] as const),
    ...namedOptions(command.options),
  ];
  const rows = taken.map(rowOf);
  const codes = exitsOf(command).map((exit) => exits[exit].code);
  return [
    `## amplify-import ${name}\n`,
    `${sentence(command.summary)} More: [${titleOf(command.page)}](${command.page}).\n`,
    `\`\`\`text\n${usageOf(name, command)}\n\`\`\`\n`,
    table(['argument', 'meaning'], rows),
    ...taken.flatMap(([option, one]) => choicesText(wordsOf(option, one), one)),
    examplesText(name, command),
    `[Exit codes](#exit-codes): ${codes.join(', ')}.\n`,
  ].join('\n');
}

function rowOf([option, one]: readonly [string, Argument<unknown>]): readonly string[] {
  return [code(wordsOf(option, one)), sentence(one.about)];
}

function examplesText(name: string, { examples }: Command): string {
  const lines = Object.entries(examples).map(
    ([about, words]) => `# ${about}\n${exampleOf(name, words)}\n`,
  );
  return `\`\`\`sh\n${lines.join('')}\`\`\`\n`;
}

function choicesText(words: string, { choices }: Argument<unknown>): readonly string[] {
  const lines = Object.entries(choices).map(([word, about]) => `- \`${word}\`: ${about}`);
  return lines.length === 0 ? [] : [`\`${words}\`:\n\n${lines.join('\n')}\n`];
}

function exitsText(all: readonly (readonly [string, Command])[]): string {
  const rows = (Object.keys(exits) as ExitName[]).map((exit) => {
    const of = all.filter(([, { exits: own }]) => own.includes(exit)).map(([name]) => code(name));
    const isCommon = commonExits.some((common) => common === exit);
    return [String(exits[exit].code), meaningOf(exit), isCommon ? 'every command' : of.join(', ')];
  });
  return `## Exit codes\n\nThe names are those of [errors](errors.md).\n\n${table(['code', 'meaning', 'commands'], rows)}`;
}

function meaningOf(exit: ExitName): string {
  const names = exit === 'refused' ? `: ${refusals.map(code).join(', ')}` : '';
  return sentence(`${exits[exit].about}${names}`);
}

function titleOf(page: string): string {
  return /^# (.+)$/m.exec(readFileSync(`docs/${page}`, 'utf8'))?.[1] ?? page;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', String.raw`\|`)}\``;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

/** A table as prettier writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('');
}
