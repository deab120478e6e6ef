import { commandLines } from '../contract/findings/command.ts';
import { shellWord } from '../contract/findings/shell-word.ts';
import { namedSurroundings } from './everywhere.ts';

const profileNote = 'The aws commands above need your profile';
const shellNote =
  'The commands above are for a POSIX shell: on Windows run them in Git Bash or WSL, not in PowerShell.';

/**
 * A text for people, who are told on Windows that its commands are quoted for a POSIX shell, and where they
 * have named a profile that its commands need it too. It is looked at as a text because the cause of a
 * deployed execution is nothing else.
 */
export function withShellNote(text: string, platform = process.platform): string {
  if (!commandLines.test(text)) return text;
  const { profile } = namedSurroundings();
  return [
    text,
    ...(profile === undefined ? [] : [`${profileNote}: export AWS_PROFILE=${shellWord(profile)}`]),
    ...(platform === 'win32' ? [shellNote] : []),
  ].join('\n');
}
