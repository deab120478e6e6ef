import { beforeEach, describe, expect, it } from '@jest/globals';
import { readLinks } from '../../../src/procedures/links/read-links.ts';
import { linkEntry } from '../../../src/domain/links/link-entry.ts';
import type { LinkName } from '../../../src/contract/link.ts';
import { manifestKey } from '../../../src/contract/manifest.ts';
import { memoryAccount, type MemoryAccount } from '../../engine/memory-account.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aManifest } from '../../support/builders/standing.ts';

let account: MemoryAccount;

function publish({ app, env }: LinkName): void {
  const manifest = { ...aManifest(1), app, env };
  account.objects.set(manifestKey({ app, env }), JSON.stringify(manifest));
}

function record({ app, env }: LinkName): void {
  account.links.set(`${app}/${env}`, aLinkItem({ app, env, request: aRequest({ app, env }) }));
}

const labels = async (services = account.services) =>
  (await readLinks(services)).map(({ item: { app, env } }) => `${app}/${env}`);

beforeEach(() => {
  account = memoryAccount();
});

describe('All links of a store', () => {
  it('are those of the index and those that own a manifest, each once, by app and environment', async () => {
    record({ app: 'b', env: 'prod' });
    record({ app: 'a', env: 'dev' });
    publish({ app: 'b', env: 'prod' });
    publish({ app: 'a', env: 'prod' });

    const indexed = [
      { app: 'b', env: 'prod' },
      { app: 'a', env: 'dev' },
    ];
    const linkStore = { ...account.services.linkStore, linksOf: async () => indexed };

    expect(await labels({ ...account.services, linkStore })).toEqual(['a/dev', 'a/prod', 'b/prod']);
  });

  it('are told with the manifest that cannot be read, and the others with them', async () => {
    publish({ app: 'a', env: 'dev' });
    record({ app: 'a', env: 'prod' });
    account.objects.set(manifestKey({ app: 'a', env: 'prod' }), '{"version"');
    account.objects.set(manifestKey({ app: 'b', env: 'prod' }), '');

    const told = (await readLinks(account.services)).map(linkEntry);

    expect(told).toMatchObject([
      { app: 'a', env: 'dev', revision: 1 },
      { env: 'prod', state: 'ready', fault: expect.stringContaining('is no manifest that') },
      { app: 'b', env: 'prod', fault: expect.stringContaining('is empty') },
    ]);
    expect(told[0]).not.toHaveProperty('fault');
  });

  it('are not told where the store itself fails', async () => {
    publish({ app: 'a', env: 'prod' });
    const configStore = {
      ...account.services.configStore,
      read: () => Promise.reject(new Error('x')),
    };

    await expect(labels({ ...account.services, configStore })).rejects.toThrow('x');
  });

  it('are none of which only a hint is left, or a file that names none', async () => {
    account.objects.set('config/storefront/gone/revisions/1-0123456789ab/a.json', '{}');
    account.objects.set('config/NoApp/prod/manifest.json', '{}');
    const linkStore = {
      ...account.services.linkStore,
      linksOf: async () => [{ app: 'storefront', env: 'stale' }],
    };

    expect(await labels({ ...account.services, linkStore })).toEqual([]);
  });

  it('are read at most ten at a time', async () => {
    for (let index = 0; index < 40; index += 1) publish({ app: 'storefront', env: `pr-${index}` });
    let [running, most] = [0, 0];
    const linkStore = {
      ...account.services.linkStore,
      linksOf: async () => [],
      look: async (link: LinkName) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((settle) => setImmediate(settle));
        running -= 1;
        return account.services.linkStore.look(link);
      },
    };

    expect(await labels({ ...account.services, linkStore })).toHaveLength(40);
    expect(most).toBe(10);
  });
});
