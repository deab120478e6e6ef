import { beforeEach, describe, expect, test } from '@jest/globals';
import type { LinkStore } from '../../src/procedures/ports.ts';
import { newLinkItem } from '../../src/contract/link.ts';
import { authRoleArn, guestRoleArn, identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, link } from '../support/builders/link.ts';
import { aRequest } from '../support/builders/request.ts';

const [authEntry, guestEntry] = [
  aLedgerEntry('{"auth":1}'),
  aLedgerEntry('{"guest":1}', { roleArn: guestRoleArn }),
];

/** What every link store does, whatever it stores on. `open` gives an empty one. */
export function defineLinkStoreContract(name: string, open: () => Promise<LinkStore>): void {
  describe(`Link store: ${name}`, () => {
    let store: LinkStore;

    beforeEach(async () => {
      store = await open();
    });

    test('A link that nobody imported reads as a new item of version 0', async () => {
      const read = await store.read(link);

      expect(read).toEqual({ item: newLinkItem(link), version: 0 });
    });

    test('An item comes back as it was written, under the next version', async () => {
      const item = aLinkItem({ request: aRequest(), revision: 3, ledger: [authEntry] });

      const written = await store.write(item, await store.read(link));

      expect(written).toBe(true);
      expect(await store.read(link)).toEqual({ item, version: 1 });
    });

    test('A write over a version that no longer stands loses and changes nothing', async () => {
      const stale = await store.read(link);
      await store.write(aLinkItem({ revision: 1 }), stale);

      const written = await store.write(aLinkItem({ revision: 2 }), stale);

      expect(written).toBe(false);
      expect((await store.read(link)).item.revision).toBe(1);
    });

    test('A write over an earlier version of an item that stands loses and changes nothing', async () => {
      await store.write(aLinkItem({ revision: 1 }), await store.read(link));
      const stale = await store.read(link);
      await store.write(aLinkItem({ revision: 2 }), stale);

      const written = await store.write(aLinkItem({ revision: 3 }), stale);

      expect(written).toBe(false);
      expect(await store.read(link)).toEqual({ item: aLinkItem({ revision: 2 }), version: 2 });
    });

    test('Each write over the version that stands happens', async () => {
      for (const revision of [1, 2, 3]) {
        const written = await store.write(aLinkItem({ revision }), await store.read(link));
        expect(written).toBe(true);
      }

      expect(await store.read(link)).toEqual({ item: aLinkItem({ revision: 3 }), version: 3 });
    });

    test.each([
      ['without indexes', {}],
      ['with indexes in the same transaction', { ledger: [authEntry] }],
    ])('Of many writers at once exactly one wins, %s', async (_case, change) => {
      await store.write(aLinkItem(), await store.read(link));
      const over = await store.read(link);
      const revisions = Array.from({ length: 12 }, (_, index) => index + 1);

      const written = await Promise.all(
        revisions.map((revision) => store.write(aLinkItem({ ...change, revision }), over)),
      );

      expect(written.filter(Boolean)).toHaveLength(1);
      const winner = revisions[written.indexOf(true)];
      expect((await store.read(link)).item.revision).toBe(winner);
    });

    test('Links of one app, and of two apps, never meet', async () => {
      const others = [
        { app: 'storefront', env: 'dev' },
        { app: 'store', env: 'prod' },
      ];
      await store.write(aLinkItem({ revision: 1 }), await store.read(link));

      const read = await Promise.all(others.map((other) => store.read(other)));

      expect(read.map(({ version }) => version)).toEqual([0, 0]);
    });

    test('A link is found by its pools and by the roles of its ledger', async () => {
      const item = aLinkItem({ request: aRequest(), ledger: [authEntry] });

      await store.write(item, await store.read(link));

      expect(await store.linksOf(`POOL#${userPoolId}`)).toEqual([link]);
      expect(await store.linksOf(`POOL#${identityPoolId}`)).toEqual([link]);
      expect(await store.linksOf(`ROLE#${authRoleArn}`)).toEqual([link]);
      expect(await store.linksOf(`ROLE#${guestRoleArn}`)).toEqual([]);
    });

    test('A link is found by its app once a request of it is stored', async () => {
      const environments = ['prod', 'dev', 'qa'].map((env) => ({ app: link.app, env }));
      for (const each of [...environments, { app: 'store', env: 'prod' }]) {
        const item = { ...newLinkItem(each), request: aRequest(each) };
        await store.write(item, await store.read(each));
      }
      const unrecorded = { app: link.app, env: 'planned' };
      await store.write(newLinkItem(unrecorded), await store.read(unrecorded));

      const found = await store.linksOf(`APP#${link.app}`);

      expect(found.map(({ env }) => env)).toEqual(['dev', 'prod', 'qa']);
      expect(await store.linksOf('APP#nobody')).toEqual([]);
    });

    test('A role that leaves the ledger no longer finds the link', async () => {
      const both = aLinkItem({ request: aRequest(), ledger: [authEntry, guestEntry] });
      await store.write(both, await store.read(link));

      await store.write({ ...both, ledger: [guestEntry] }, await store.read(link));

      expect(await store.linksOf(`ROLE#${authRoleArn}`)).toEqual([]);
      expect(await store.linksOf(`ROLE#${guestRoleArn}`)).toEqual([link]);
      expect(await store.linksOf(`POOL#${userPoolId}`)).toEqual([link]);
    });

    test('A write that loses leaves the indexes as they are', async () => {
      const stale = await store.read(link);
      await store.write(aLinkItem({ ledger: [authEntry] }), stale);

      await store.write(aLinkItem({ ledger: [guestEntry] }), stale);

      expect(await store.linksOf(`ROLE#${authRoleArn}`)).toEqual([link]);
      expect(await store.linksOf(`ROLE#${guestRoleArn}`)).toEqual([]);
    });

    test('Two links on one role are both found by it', async () => {
      const other = { app: 'backoffice', env: 'prod' };
      for (const each of [link, other]) {
        const item = { ...newLinkItem(each), ledger: [authEntry] };
        await store.write(item, await store.read(each));
      }

      const found = await store.linksOf(`ROLE#${authRoleArn}`);

      expect(found.map(({ app }) => app).toSorted()).toEqual(['backoffice', 'storefront']);
    });
  });
}
