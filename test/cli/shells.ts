import { execFile, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPython, typeInto } from './terminal.ts';

/** Completes a line that was typed so far in a folder, by the script there; what is proposed, sorted. */
export type Complete = (folder: string, line: string) => Promise<readonly string[]>;

/** The name of the script in the folder. */
export const scriptName = 'completion-script';

export function hasShell(name: string): boolean {
  return spawnSync(name, ['-c', 'exit 0']).status === 0;
}

/** zsh completes at a terminal only. */
export const hasZsh = hasPython && hasShell('zsh');

/** Bash hands its function the line as words, an equals sign among them. */
export const completeInBash: Complete = async (folder, line) => {
  const words = line.split(/(?<==)|(?==)|\s+/);
  const program = `source ${scriptName}
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _amplify_import
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-uc', program, 'bash', ...words], {
    cwd: folder,
  });
  return linesOf(stdout);
};

/** Fish tells what it would propose, each with its description behind a tab. */
export const completeInFish: Complete = async (folder, line) => {
  const program = `source ${scriptName}; complete -C ${JSON.stringify(line)}`;
  const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', program], {
    cwd: folder,
    env: { ...process.env, HOME: folder },
  });
  return linesOf(stdout.replaceAll(/\t.*/g, ''));
};

/** In zsh the one builtin by which everything is proposed is made to write it down. */
export const completeInZsh: Complete = async (folder, line) => {
  const proposed = join(folder, '.proposed');
  await writeFile(proposed, '');
  await writeFile(
    join(folder, '.zshrc'),
    `PS1='READY> '
autoload -U compinit && compinit -u -D
source ${scriptName}
compadd() {
  [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] && { builtin compadd "$@"; return }
  local -a words
  builtin compadd -A words "$@"
  print -lr -- $words >> .proposed
}
`,
  );
  const keys = `${line}\t\u0015exit\r`;
  await typeInto(['/usr/bin/env', 'zsh', '-i'], [['READY> ', keys]], folder, {
    HOME: folder,
    ZDOTDIR: folder,
  });
  return linesOf(await readFile(proposed, 'utf8'));
};

function linesOf(text: string): readonly string[] {
  return [...new Set(text.split('\n').filter(Boolean))].toSorted();
}
