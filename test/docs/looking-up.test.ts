import { beforeAll, describe, expect, it } from '@jest/globals';
import { sortWords, valuesOf } from '../../src/cli/command-line.ts';
import { history } from '../../src/cli/commands/history.ts';
import { run } from '../../src/cli/commands/run.ts';
import { list } from '../../src/cli/commands/list.ts';
import { show } from '../../src/cli/commands/show.ts';
import { historySchema } from '../../src/contract/links/history.ts';
import { linkEntrySchema } from '../../src/contract/links/list.ts';
import { shownLinkSchema } from '../../src/contract/links/show.ts';
import { standingWords } from '../../src/domain/links/standing-word.ts';
import { runHere } from '../cli/published.ts';
import { lookedUpAccount } from '../support/aws-world/looked-up-account.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { codeBlock, codeBlocks, codeWords, readPage, section, tables } from './markdown.ts';

const page = readPage('docs/looking-up.md');
const commands = { list, show, history };
const part = (name: string) => section(page, `amplify-import ${name}`);
const firstWords = (rows: readonly (readonly string[])[] = []) =>
  rows.map(([word = '']) => codeWords(word)[0]);

/** What a command of the page prints, with every run named alike. */
async function printed(name: string): Promise<string> {
  const [line = ''] = codeBlock(part(name), 'sh').split('\n');
  const { stdout } = await runHere(line.split(' ').slice(1));
  return stdout.trimEnd().replaceAll(/(T\d{6}Z)-[0-9a-f]{8}/g, '$1-1a2b3c4d');
}

describe('docs/looking-up.md', () => {
  let world: Awaited<ReturnType<typeof lookedUpAccount>>;

  beforeAll(async () => {
    world = await lookedUpAccount();
  });

  it.each(Object.keys(commands))('prints what %s says', async (name) => {
    expect(codeBlock(part(name), 'text').trimEnd()).toBe(await printed(name));
  });

  it('tells every state, and how a push can stand', () => {
    const [states, pushes] = tables(part('list'));

    expect((states ?? []).map(([word = '']) => word.replaceAll('`', ''))).toEqual(standingWords);
    expect(standingWords).toEqual(expect.arrayContaining([...linkEntrySchema.shape.state.options]));
    expect(firstWords(pushes)).toEqual(linkEntrySchema.shape.push.options);
  });

  it('tells every key of show, and everything that can be open', () => {
    const [keys, matters] = tables(part('show'));
    const own = Object.keys(shownLinkSchema.shape).filter((key) => !(key in linkEntrySchema.shape));

    expect(firstWords(keys)).toEqual(own);
    expect(firstWords(matters).toSorted()).toEqual(
      shownLinkSchema.shape.open.element.shape.what.options.toSorted(),
    );
  });

  it('tells every key of list and history', () => {
    const told = page.text.match(/\{ "(?:links|revisions)": \[\{ ([^}]+) \}\]/g) ?? [];
    const keys = told.map((text) =>
      text
        .slice(text.indexOf('[{') + 2, -2)
        .trim()
        .split(', '),
    );

    expect(keys).toEqual([
      Object.keys(linkEntrySchema.shape),
      Object.keys(historySchema.shape.revisions.element.shape),
    ]);
  });

  it('prints commands that can be understood', () => {
    const lines = codeBlocks(page, 'sh').flatMap((block) => block.trim().split('\n'));

    expect(lines).toHaveLength(5);
    for (const line of lines) {
      const [, name = '', ...words] = (line.split(/ [>|] /)[0] ?? '').split(' ');
      const command = { ...commands, run }[name as keyof typeof commands];
      expect(() => valuesOf(command, sortWords(command, words))).not.toThrow();
    }
  });

  it('names every right that the commands use, and no other', async () => {
    world.forgetCalls();
    for (const name of Object.keys(commands)) await printed(name);
    const told = firstWords(tables(section(page, 'Rights'))[0]);

    const used = actionsOf(world.calls).map((action) =>
      action === 's3:ListObjectsV2' ? 's3:ListBucket' : action,
    );

    // A lease that an execution holds is looked at besides.
    expect(told.toSorted()).toEqual([...new Set([...used, 'states:DescribeExecution'])].toSorted());
  });
});
