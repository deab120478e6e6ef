import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { fromEachStore } from './fetch-places.ts';
import { changeManifest, nativeFiles, publish, webFiles } from './published.ts';

const newFolder = temporaryFolders();

fromEachStore('A fetch that writes nothing by halves, from', (here) => {
  it.each([
    ['another text', (text: string) => text.replace('}', '} ')],
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['nothing in it', () => ''],
  ])('refuses a file with %s, and writes none of the others', async (__, change) => {
    await publish(here().store);
    const [key = ''] = await here().store.list('config/storefront/prod/revisions/');
    const text = (await here().store.read(key))?.text ?? '';
    await here().store.write(key, change(text), { contentType: 'x', cacheControl: 'x' });

    const { code, stderr } = await here().fetch('--format', 'all');

    expect(code).toBe(2);
    expect(stderr).toMatch(/^StoreFault: .+amplify_outputs\.json is not what its manifest says/);
    expect(await here().written()).toEqual({});
  });

  it.each(['../outside.json', '/tmp/outside.json', 'a/../../outside.json', 'a\\..\\..\\x', '..'])(
    'refuses a manifest that names the path %j',
    async (path) => {
      await publish(here().store);
      await changeManifest(here().store, (manifest) => {
        const [file] = manifest['files'] as object[];
        return { ...manifest, files: [{ ...file, path }] };
      });

      const { code, stderr } = await here().fetch('--format', 'all');

      expect(code).toBe(2);
      expect(stderr).toContain('names a path that leads elsewhere');
      expect(await here().written()).toEqual({});
    },
  );

  it('writes no file that this version does not publish itself, and says so', async () => {
    const planted = {
      '.npmrc': 'registry=x',
      '.git/hooks/post-checkout': 'x',
      'android/x.sh': 'x',
    };
    await publish(here().store, { ...webFiles, ...planted });

    const { code, stdout } = await here().fetch('--format', 'all');
    const { stdout: json } = await here().fetch('--format', 'all', '--json');

    expect(code).toBe(0);
    expect(Object.keys(await here().written()).toSorted()).toEqual(
      Object.keys(webFiles).toSorted(),
    );
    const [told = ''] = stdout.match(/^ {2}left .*npmrc.*$/m) ?? [];
    expect(told).toBe('  left  .npmrc: this version of amplify-import publishes no such file');
    expect((JSON.parse(json) as { unknown: string[] }).unknown.toSorted()).toEqual(
      Object.keys(planted).toSorted(),
    );
  });

  it('refuses a manifest with names that only a case tells apart', async () => {
    await publish(here().store, { ...webFiles, 'AWS-exports.js': 'x' });

    const { code, stderr } = await here().fetch('--format', 'all');

    expect(code).toBe(2);
    expect(stderr).toContain('names a path twice');
    expect(await here().written()).toEqual({});
  });

  it.each([
    [
      'a folder that leads up',
      (manifest: object) => ({ ...manifest, folder: '../dev/revisions/1' }),
    ],
    ['the name of another link', (manifest: object) => ({ ...manifest, env: 'dev' })],
    ['half its keys', () => ({ version: '1' })],
    ['another version', (manifest: object) => ({ ...manifest, version: '2' })],
  ])('refuses a manifest with %s', async (__, change) => {
    await publish(here().store);
    await changeManifest(here().store, change);

    const { code, stderr } = await here().fetch();

    expect({ code, fault: stderr.split(':', 1)[0] }).toEqual({ code: 2, fault: 'StoreFault' });
    expect(await here().written()).toEqual({});
  });

  it('does not follow a link that leads out of the folder', async () => {
    await publish(here().store, { ...webFiles, ...nativeFiles });
    const elsewhere = await newFolder();
    await mkdir(here().out);
    await symlink(elsewhere, join(here().out, 'android'));

    const { code, stderr } = await here().fetch('--format', 'all');

    expect(code).toBe(2);
    expect(stderr).toContain('leads out of');
    expect([await readdir(elsewhere), await readdir(here().out)]).toEqual([[], ['android']]);
  });

  it('writes all files or none: a place that cannot be written leaves the others as they were', async () => {
    await publish(here().store);
    await here().fetch('--format', 'all');
    await publish(here().store, { ...webFiles, ...nativeFiles, 'amplify_outputs.json': '{}' });
    await writeFile(join(here().out, 'ios'), 'a file in the way');
    const before = await here().written();

    const { code } = await here().fetch('--format', 'all');

    expect(code).toBe(2);
    expect(await here().written()).toEqual(before);
  });

  it('keeps a folder as it was when one of its files cannot be replaced', async () => {
    await publish(here().store);
    await mkdir(join(here().out, 'aws-exports.js'), { recursive: true });
    await writeFile(join(here().out, 'amplify_outputs.json'), 'mine');

    const { code } = await here().fetch('--format', 'all');

    expect(code).toBe(2);
    expect(await readFile(join(here().out, 'amplify_outputs.json'), 'utf8')).toBe('mine');
    expect((await readdir(here().out)).toSorted()).toEqual([
      'amplify_outputs.json',
      'aws-exports.js',
    ]);
  });
});
