import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ConfigStore } from '../../src/procedures/config/port.ts';

const metadata = { contentType: 'text/plain', cacheControl: 'no-cache' };
const key = 'config/storefront/prod/manifest.json';

/** What every config store does, whatever it stores on. `open` gives an empty one. */
export function defineConfigStoreContract(name: string, open: () => Promise<ConfigStore>): void {
  describe(`Config store: ${name}`, () => {
    let store: ConfigStore;

    beforeEach(async () => {
      store = await open();
    });

    const etagOf = async (of: string) => (await store.read(of))?.etag ?? '';

    test('A key that nobody wrote reads as null', async () => {
      const object = await store.read(key);

      expect(object).toBeNull();
    });

    test('A text comes back as it was written, in any alphabet', async () => {
      const text = 'Grüße, 世界 🌍\r\n\tno newline at the end';

      const written = await store.write(key, text, metadata);

      expect(written).toBe(true);
      expect((await store.read(key))?.text).toBe(text);
    });

    test('A write without a condition replaces what stands', async () => {
      await store.write(key, 'one', metadata);

      await store.write(key, 'two', metadata);

      expect((await store.read(key))?.text).toBe('two');
    });

    test('Of two writes on a free key the second loses and changes nothing', async () => {
      const first = await store.write(key, 'one', metadata, { absent: true });

      const second = await store.write(key, 'two', metadata, { absent: true });

      expect([first, second]).toEqual([true, false]);
      expect((await store.read(key))?.text).toBe('one');
    });

    test('A write over the version that stands happens', async () => {
      await store.write(key, 'one', metadata);

      const written = await store.write(key, 'two', metadata, { etag: await etagOf(key) });

      expect(written).toBe(true);
      expect((await store.read(key))?.text).toBe('two');
    });

    test('A write over a stale version loses and changes nothing', async () => {
      await store.write(key, 'one', metadata);
      const stale = await etagOf(key);
      await store.write(key, 'two', metadata);

      const written = await store.write(key, 'three', metadata, { etag: stale });

      expect(written).toBe(false);
      expect((await store.read(key))?.text).toBe('two');
    });

    test('A write over a version of an object that is gone loses', async () => {
      const written = await store.write(key, 'one', metadata, { etag: '"gone"' });

      expect(written).toBe(false);
      expect(await store.read(key)).toBeNull();
    });

    test('Of many writes at once on a free key exactly one wins', async () => {
      const texts = Array.from({ length: 12 }, (_, index) => `writer ${index}`);

      const written = await Promise.all(
        texts.map((text) => store.write(key, text, metadata, { absent: true })),
      );

      expect(written.filter(Boolean)).toHaveLength(1);
      expect((await store.read(key))?.text).toBe(texts[written.indexOf(true)]);
    });

    test('Of many writes at once over one version exactly one wins', async () => {
      await store.write(key, 'before', metadata);
      const etag = await etagOf(key);
      const texts = Array.from({ length: 12 }, (_, index) => `writer ${index}`);

      const written = await Promise.all(
        texts.map((text) => store.write(key, text, metadata, { etag })),
      );

      expect(written.filter(Boolean)).toHaveLength(1);
      expect((await store.read(key))?.text).toBe(texts[written.indexOf(true)]);
    });

    test('A list holds the keys of its prefix only, sorted by code unit', async () => {
      const keys = ['reports/b/2', 'reports/a/10', 'reports/a/1', 'reports/B', 'config/a/1'];
      for (const each of keys) await store.write(each, '', metadata);

      const listed = await store.list('reports/');

      expect(listed).toEqual(['reports/B', 'reports/a/1', 'reports/a/10', 'reports/b/2']);
    });

    test('A prefix need not end at a slash, and one that nobody uses lists nothing', async () => {
      await store.write('reports/storefront/1', '', metadata);

      expect(await store.list('reports/store')).toEqual(['reports/storefront/1']);
      expect(await store.list('nothing/')).toEqual([]);
    });

    test('Folders are what keys of one go on with up to the next slash, each once and sorted', async () => {
      const keys = [
        'reports/a/2/x',
        'reports/a/2/y/z',
        'reports/a/10/x',
        'reports/a/x',
        'reports/ab/1',
      ];
      for (const each of keys) await store.write(each, '', metadata);

      expect(await store.folders('reports/a/')).toEqual(['10', '2']);
      expect(await store.folders('reports/')).toEqual(['a', 'ab']);
      expect(await store.folders('nothing/')).toEqual([]);
    });

    test('What is removed reads as null, and removing it again is a success', async () => {
      await store.write(key, 'one', metadata);

      await store.remove(key);
      await store.remove(key);

      expect(await store.read(key)).toBeNull();
      expect(await store.write(key, 'two', metadata, { absent: true })).toBe(true);
    });

    test('A purge takes everything away that begins with a prefix, and nothing else', async () => {
      const keys = ['config/a/dev/1', 'config/a/dev/2/x', 'config/a/dev-2/1', 'reports/a/dev/1'];
      for (const each of keys) await store.write(each, '', metadata);

      await store.purge('config/a/dev/');

      expect(await store.list('')).toEqual(['config/a/dev-2/1', 'reports/a/dev/1']);
    });

    test('An address names the key for people', () => {
      const address = store.address(key);

      expect(address).toContain(key);
    });
  });
}
