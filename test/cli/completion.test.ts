import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Command } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { bridges } from '../../src/domain/bridges/targets.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { runHere } from './published.ts';
import {
  completeInBash,
  completeInFish,
  completeInZsh,
  hasShell,
  hasZsh,
  scriptName,
  type Complete,
} from './shells.ts';

const newFolder = temporaryFolders();

/** What the command prints for a shell. */
async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await runHere(['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const proposals = [
  ['co', ['compare', 'completion']],
  ['help co', ['compare', 'completion']],
  ['run --mode ', ['import', 'plan']],
  ['run --mode=pl', ['plan']],
  ['run req', ['request.json']],
  ['run --json --store aws req', ['request.json']],
  ['run --store=aws req', ['request.json']],
  ['run request.json --d', ['--detailed-exit-code']],
  ['run --out pub', ['public']],
  ['run --out req', []],
  ['run --store a', ['aws']],
  ['run --store p', ['public']],
  ['push --mode ', ['plan', 'push']],
  ['push --only f', ['failed']],
  ['start --machine p', ['push-auth']],
  ['fetch --format e', ['env', 'exports']],
  ['fetch --format outputs,a', ['all', 'android']],
  ['fetch --app ', []],
  ['fetch --n', ['--native-client-secret']],
  ['bridge ', Object.keys(bridges)],
  ['bridge --app storefront --env prod ', Object.keys(bridges)],
  ['bridge cdk req', ['request.json']],
  ['bridge cdk --out=req', ['request.json']],
  ['completion ', ['bash', 'fish', 'zsh']],
] as const;

/** Proposals without what is repeated of the line, and without the slash of a folder. */
function bare(proposed: readonly string[]): readonly string[] {
  return proposed.map((word) => word.replace(/^--[a-z-]+=|^outputs,|\/$/g, '')).toSorted();
}

function proposes(complete: Complete, shell: string): void {
  describe(`The completion of ${shell}, sourced there`, () => {
    let folder: string;

    beforeEach(async () => {
      folder = await newFolder();
      await writeFile(join(folder, scriptName), await scriptFor(shell));
      await writeFile(join(folder, 'request.json'), '{}');
      await mkdir(join(folder, 'public'));
    });

    it('knows every command', async () => {
      const words = [...Object.keys(commands), 'help'];

      const proposed = await complete(folder, 'amplify-import ');

      expect(proposed).toEqual(expect.arrayContaining(words));
      expect(proposed.filter((word) => !word.startsWith('-'))).toHaveLength(words.length);
    });

    it.each(proposals)('behind "%s" proposes %j', async (line, words) => {
      const proposed = await complete(folder, `amplify-import ${line}`);

      expect(bare(proposed)).toEqual(words.toSorted());
    });
  });
}

/** What can be said of a script where there is no shell to source it. */
function isWhole(shell: string, quoted: RegExp): void {
  describe(`The completion of ${shell}, read without that shell, which is not here`, () => {
    it('closes its quotes, and names every command, option and choice', async () => {
      const script = await scriptFor(shell);

      const outside = script.replace(/^#.*$/gm, '').replaceAll(quoted, '');
      expect(outside).not.toContain("'");
      for (const [name, command] of Object.entries<Command>(commands)) {
        expect(script).toMatch(new RegExp(`\\b${name}\\b`));
        for (const [option, { choices }] of command.named) {
          expect(script).toContain(option.slice(2));
          for (const choice of Object.keys(choices)) expect(script).toContain(choice);
        }
      }
    });
  });
}

proposes(completeInBash, 'bash');
if (hasShell('fish')) proposes(completeInFish, 'fish');
else isWhole('fish', /'(?:[^'\\]|\\.)*'/g);
if (hasZsh) proposes(completeInZsh, 'zsh');
else isWhole('zsh', /'[^']*'|\\'/g);

it('is asked for by the name of a shell', async () => {
  const { code, stdout, stderr } = await runHere(['completion', 'tcsh']);

  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain('<shell> is one of bash, zsh, fish, not "tcsh".');
});
