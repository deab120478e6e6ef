import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Log } from './log-file.ts';

/** How a command of this project ended. */
export type Ended = { readonly code: number; readonly stdout: string };

/**
 * Runs a command as a person would type it: shows its line and its progress, and gives its result.
 * What it prints on standard error goes to `log` line by line.
 */
export function runCommand(
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  log: Log,
): Promise<Ended> {
  log(styleText('bold', `$ ${relative(process.cwd(), script)} ${words.join(' ')}`));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...words], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) log(`  ${line}`);
    });
    child.on('error', reject).on('close', (code) => {
      if (rest) log(`  ${rest}`);
      resolve({ code: code ?? 1, stdout });
    });
  });
}
