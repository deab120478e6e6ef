import { commandLines } from '../contract/findings/command.ts';
import { shellWord } from '../contract/findings/shell-word.ts';
import { namedSurroundings } from './everywhere.ts';

const shellNote =
  'The commands above are for a POSIX shell: on Windows run them in Git Bash or WSL, not in PowerShell.';

/**
 * A text for people, who are told on Windows that its commands are quoted for a POSIX shell, and where they
 * have named a profile or a region that its commands need them too. It is looked at as a text because the cause of a
 * deployed execution is nothing else.
 */
export function withShellNote(text: string, platform = process.platform): string {
  return [
    text,
    ...settingsNote(text.split('\n').filter((line) => commandsWithout.test(line))),
    ...(commandLines.test(text) && platform === 'win32' ? [shellNote] : []),
  ].join('\n');
}

/** Commands of AWS or of ours that do not name a profile or a region themselves. */
const commandsWithout =
  /^ *(?:mend|look): |^(?!.* --(?:profile|region) ).*\bamplify-import (?:[a-z]+ --|run )/;

/** The region only where a command does not name the one that it is for. */
function settingsNote(commands: readonly string[]): readonly string[] {
  if (commands.length === 0) return [];
  const { profile, region } = namedSurroundings();
  const settings = [
    ...(profile === undefined ? [] : [`AWS_PROFILE=${shellWord(profile)}`]),
    ...(region === undefined || commands.every((line) => line.includes(' --region '))
      ? []
      : [`AWS_REGION=${region}`]),
  ];
  return settings.length === 0 ? [] : [`The commands above need: export ${settings.join(' ')}`];
}
