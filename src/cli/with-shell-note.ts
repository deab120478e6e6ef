import { commandLines } from '../contract/findings/command.ts';

const shellNote =
  'The commands above are for a POSIX shell: on Windows run them in Git Bash or WSL, not in PowerShell.';

/**
 * A text for people, who are told on Windows that its commands are quoted for a POSIX shell. It is looked
 * at as a text because the cause of a deployed execution is nothing else.
 */
export function withShellNote(text: string, platform = process.platform): string {
  return platform === 'win32' && commandLines.test(text) ? `${text}\n${shellNote}` : text;
}
