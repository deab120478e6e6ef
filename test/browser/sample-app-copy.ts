import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';

const original = resolve('examples/web');
/** As deep in the repository as the original, so that its scripts find the command. */
const copy = resolve('.local/sample-app');
const ours = /^(node_modules|dist|src\/amplify_outputs\.json)$/;

export type SampleApp = {
  /** Runs one of its scripts, as a person or a build would. */
  npm(words: readonly string[], settings?: Readonly<Record<string, string>>): void;
  /** Path of a file or folder of it. */
  path(name: string): string;
};

/**
 * A copy of the sample app with its packages, which stay for the next time: whoever has fetched a config
 * into the original keeps it.
 */
export function copySampleApp(environment: Readonly<Record<string, string>>): SampleApp {
  cpSync(original, copy, {
    recursive: true,
    filter: (source) => !ours.test(relative(original, source)),
  });
  const env = {
    ...environment,
    PATH: `${resolve('node_modules/.bin')}${delimiter}${environment['PATH']}`,
  };
  const npm: SampleApp['npm'] = (words, settings = {}) => {
    try {
      execFileSync('npm', [...words], {
        cwd: copy,
        env: { ...env, ...settings },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (cause) {
      const { stdout, stderr } = cause as Readonly<Record<'stdout' | 'stderr', string>>;
      throw new Error(`npm ${words.join(' ')}:\n${stdout}\n${stderr}`, { cause });
    }
  };
  const path = (name: string) => join(copy, name);
  const lock = readFileSync(path('package-lock.json'), 'utf8');
  const installed = path('node_modules/.installed-lock');
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    // As scripts/packages.mjs does, and for the same reason not by `npm ci`.
    npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(installed, lock);
  }
  return { npm, path };
}
