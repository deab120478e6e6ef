import { expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readInput } from '../../src/cli/read-input.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const temporaryFolder = temporaryFolders();

async function requestFile(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'request.json');
  await writeFile(path, text);
  return path;
}

it('A request may have comments and trailing commas', async () => {
  const path = await requestFile(`{
  // Of the shop.
  "app": "storefront", /* and its */ "env": "prod",
  "functions": [{ "name": "mail" },],
}`);

  expect(await readInput(path)).toEqual({
    app: 'storefront',
    env: 'prod',
    functions: [{ name: 'mail' }],
  });
});

it('A name means the same with a comment beside it as without', async () => {
  const text = '{ "app": "a", "__proto__": { "env": "b" }, "app": "c", "n": [1.5, null, true] }';

  const read = await readInput(await requestFile(`${text} // of the shop`));

  expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
  expect(Object.keys(read as object)).toContain('__proto__');
});

it('Slashes and commas within a text stay in it', async () => {
  const path = await requestFile('{ "a": "https://shop.example.com/*,]", }');

  expect(await readInput(path)).toEqual({ a: 'https://shop.example.com/*,]' });
});

it.each([
  ['{ "app": "a" "env": "b" }', 'line 1, column 14: a comma is missing'],
  ['{\n  // of the shop\n  app: 1\n}', 'line 3, column 3: a word that is none of JSON'],
  ['{ "app": 1,, }', 'line 1, column 12: a name in double quotes is missing'],
  ['{ /* never closed ', 'line 1, column 3: a comment does not end'],
  ['// nothing else', 'line 1, column 16: a value is missing'],
  ['', 'it is empty'],
])('What is no JSON even so is told by line and column: %j', async (text, where) => {
  const path = await requestFile(text);

  await expect(readInput(path)).rejects.toThrow(`request.json is not JSON: ${where}`.slice(13));
});
