import { mkdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { byMachine } from '../../src/contract/machines.ts';
import { commands } from '../../src/cli/commands.ts';
import { commandHelp } from '../../src/cli/help-text.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { configBucket, linkTable } from '../support/aws-world/aws-world.ts';
import { fullRequest } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { runHere } from './published.ts';

const newFolder = temporaryFolders();
const link = ['--app', 'storefront', '--env', 'prod'];
const fromProd = ['init', 'new.json', '--app', 'storefront', '--env', 'dev', '--from-env', 'prod'];

/** What asks for one link that is imported, and how it ends where there is none. */
const asking: readonly (readonly [string, number, readonly string[]])[] = [
  ['push', 1, ['push', ...link]],
  ['remove', 1, ['remove', ...link, '--yes', '--mode', 'plan']],
  ['show', 1, ['show', ...link]],
  ['history', 1, ['history', ...link]],
  ['fetch', 3, ['fetch', ...link, '--out', 'src']],
  ['compare', 2, ['compare', 'shipped.json', ...link]],
  ['bridge', 1, ['bridge', 'cdk', ...link]],
  ['init', 1, fromProd],
];
let before: string;

beforeEach(async () => {
  const { parameterStore } = sampleAccount();
  const parts = { bucket: configBucket, table: linkTable, bus: 'b', region: 'eu-west-1' };
  const text = JSON.stringify({ ...parts, machines: byMachine((machine) => machine) });
  parameterStore.parameters.set('/amplify-import/stack', aParameter(text));
  before = process.cwd();
  process.chdir(await newFolder());
  await writeFile('request.json', JSON.stringify(fullRequest));
  await writeFile('shipped.json', JSON.stringify({ version: '1.4' }));
});

afterEach(() => process.chdir(before));

describe('Where imports are kept, unless a command line says it', () => {
  it('is the same folder for each command: what a run has imported there they all find', async () => {
    await runHere(['run', 'request.json']);

    for (const [name, , args] of [['list', 0, ['list']] as const, ...asking]) {
      const { code, stdout, stderr } = await runHere(args);

      expect([name, code, code === 0 ? '' : `${stdout}${stderr}`]).toEqual([name, 0, '']);
    }
  });

  it('is said in the same words by the help of each', () => {
    const told = Object.entries(commands)
      .filter(([, { options }]) => 'store' in options)
      .map(([name, command]) => {
        const [line = ''] = /--store <folder>\|aws .*/.exec(commandHelp(name, command)) ?? [];
        return [name, /where imports are kept; .*\.amplify-import by default$/.test(line)];
      });

    expect(told.filter(([, isSaid]) => isSaid === false)).toEqual([]);
    expect(told.length).toBeGreaterThan(8);
  });

  it.each(asking)('and where "%s" finds nothing there, it names the stack', async (...row) => {
    const [, code, args] = row;

    const end = await runHere(args);

    expect(end.code).toBe(code);
    expect(`${end.stdout}${end.stderr}`).toContain('in the stack by --store aws');
  });

  it.each(asking)('and where "%s" finds nothing in the stack, it names folders', async (...row) => {
    const [, code, args] = row;

    const end = await runHere([...args, '--store', 'aws']);

    expect(end.code).toBe(code);
    expect(`${end.stdout}${end.stderr}`).toContain('in a folder by --store <folder>');
  });

  it('and an address of the config speaks for a fetch before that folder', async () => {
    await runHere(['run', 'request.json', '--store', 'elsewhere']);
    await mkdir('.amplify-import');

    const { code } = await runHere(['fetch', '--out', 'src'], {
      AMPLIFY_IMPORT_CONFIG_URI: 'elsewhere/config/storefront/prod/',
    });

    expect(code).toBe(0);
  });
});
