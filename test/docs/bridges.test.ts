import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/cli/commands.ts';
import { flagOf } from '../../src/cli/command-line.ts';
import { exits } from '../../src/cli/exit-codes.ts';
import type { Bridged } from '../../src/domain/bridges/bridged.ts';
import { bridges, type Target } from '../../src/domain/bridges/targets.ts';
import { aBridged, notesOf, textOf } from '../support/builders/bridged.ts';
import { codeBlock, codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/bridges.md');
const bridge = (target: Target, bridged: Bridged = aBridged()) =>
  bridges[target](bridged, { guests: false, cdk: false });

describe('docs/bridges.md', () => {
  it('tells every target, and no other', () => {
    const told = table(page).map(([name = '']) => name.replaceAll('`', ''));

    expect(told).toEqual(Object.keys(bridges));
  });

  it('names options that the command has, and all of them', () => {
    const code = [...codeBlocks(page, 'sh'), ...codeWords(page.text)]
      .flatMap((text) => text.split('\n'))
      .filter((line) => !line.startsWith('aws '))
      .join('\n');
    const named = [...code.matchAll(/(?:^|[\s`])--([a-z-]+)/gm)].map(([, option = '']) => option);

    const known = Object.keys(commands.bridge.options).map((name) => flagOf(name).slice(2));
    // Gen 1's own.
    expect(new Set(named)).toEqual(new Set([...known, 'headless']));
  });

  it('shows the JSON for Gen 1 as it is printed', () => {
    const shown = JSON.parse(codeBlock(section(page, 'Amplify Gen 1'), 'json')) as unknown;

    expect(`${JSON.stringify(shown)}\n`).toBe(textOf(bridge('headless')));
  });

  it('shows the files for Gen 2 as they are printed', () => {
    const [reference = '', added = ''] = codeBlocks(section(page, 'Amplify Gen 2'), 'ts');

    expect(textOf(bridge('reference-auth'))).toContain(reference);
    expect(textOf(bridge('add-output'))).toContain(added);
  });

  it('shows a data source of Terraform as it is printed', () => {
    const shown = codeBlock(section(page, 'Terraform and the CDK'), 'hcl');

    expect(textOf(bridge('terraform'))).toContain(shown);
  });

  it('shows the command that deploys a companion, and what it makes', () => {
    const { text } = section(page, 'The identity pool that is missing');
    const companion = bridge('companion', aBridged({ identity: null }));

    const [, command = ''] = codeBlock({ ...page, text }, 'sh').split('\n');
    expect(notesOf(companion)).toContain(command);
    expect(textOf(companion)).toContain('"IdentityPoolId"');
    expect(text).toContain('`amplify-import: storefront`');
    expect(textOf(companion)).toContain('"Value": "storefront"');
  });

  it('tells the exit code of a refusal as it is', () => {
    expect(page.text).toContain(`Exit code ${exits.refused.code}: the other tool would not take`);
  });
});
