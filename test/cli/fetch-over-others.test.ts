import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { userPoolId } from '../support/builders/ids.ts';
import { fromEachStore } from './fetch-places.ts';
import { nativeFiles, publish, webFiles } from './published.ts';

const outputs = 'amplify_outputs.json';
const otherPool = 'eu-west-1_OtherTeam';
const otherPools = (text = '') => text.replaceAll(userPoolId, otherPool);
const data = { url: 'https://api.example/graphql', aws_region: 'eu-west-1', api_key: 'da2-1' };
const withData = (text = '') => JSON.stringify({ ...(JSON.parse(text) as object), data }, null, 2);

fromEachStore('A fetch over a file of somebody else, from', (here) => {
  const over = async (name: string, text: string, ...args: readonly string[]) => {
    await publish(here().store, { ...webFiles, ...nativeFiles });
    await mkdir(here().out, { recursive: true });
    await writeFile(join(here().out, name), text);
    return here().fetch('--json', ...args);
  };

  it('goes on, and says which pools and sections are gone', async () => {
    const { code, stdout, stderr } = await over(outputs, withData(otherPools(webFiles[outputs])));

    const path = join(here().out, outputs);
    expect(code).toBe(0);
    expect(stderr).toBe(
      `${path} was replaced: it named other pools (${otherPool}) and had data, which the new one has not. --merge with its path keeps what only it has, and refuses one of other pools; those are fetched to another folder.\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      replaced: { revision: null, files: [{ path, pools: [otherPool], keys: ['data'] }] },
    });
    expect(await readFile(path, 'utf8')).toBe(webFiles[outputs]);
  });

  it.each([
    ['aws-exports.js', 'exports', webFiles],
    [
      'amplifyconfiguration.json',
      'ios',
      { 'amplifyconfiguration.json': nativeFiles['ios/amplifyconfiguration.json'] },
    ],
    [
      'awsconfiguration.json',
      'android',
      { 'awsconfiguration.json': nativeFiles['android/awsconfiguration.json'] },
    ],
  ] as const)(
    'knows other pools of %s too',
    async (name, format, files: Readonly<Record<string, string | undefined>>) => {
      const { stdout, stderr } = await over(name, otherPools(files[name]), '--format', format);

      expect(stderr).toContain(
        `${name} was replaced: it named other pools (${otherPool}). To keep`,
      );
      expect(JSON.parse(stdout)).toMatchObject({
        replaced: { files: [{ pools: [otherPool], keys: [] }] },
      });
    },
  );

  it('says so of the same pools where it has a section of its own', async () => {
    const { stderr } = await over(outputs, withData(webFiles[outputs]));

    expect(stderr).toContain(
      `${outputs} was replaced: it had data, which the new one has not. --merge`,
    );
  });

  it('says nothing of an earlier file of ours', async () => {
    const earlier = webFiles[outputs]?.replace(/"min_length": \d+/, '"min_length": 42');

    const { stdout, stderr } = await over(outputs, earlier ?? '');

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).not.toHaveProperty('replaced');
  });

  it('says nothing of what --merge keeps', async () => {
    const merging = ['--merge', join(here().out, outputs)];

    const { stdout, stderr } = await over(outputs, withData(webFiles[outputs]), ...merging);

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).not.toHaveProperty('replaced');
  });
});
