import { beforeEach, describe, expect, test } from '@jest/globals';
import type { LinkStore } from '../../src/procedures/link/port.ts';
import { roleNameOf } from '../../src/contract/aws-names.ts';
import { newLinkItem } from '../../src/contract/link.ts';
import { authRoleArn, guestRoleArn, identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, link, policyName } from '../support/builders/link.ts';
import { aRequest } from '../support/builders/request.ts';

const [authName, guestName] = [roleNameOf(authRoleArn), roleNameOf(guestRoleArn)];
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
      expect(await store.read(link)).toMatchObject({ item, version: 1 });
    });

    test('A look sees the item without what stood on the roles of its intent', async () => {
      const role = { roleArn: authRoleArn, policyName, afterSha256: null };
      const item = aLinkItem({ intent: anIntent({ roles: [{ ...role, before: '{}' }] }) });
      await store.write(item, await store.read(link));

      const seen = await store.look(link);

      expect(seen).toEqual({ ...item, intent: { ...item.intent, roles: [role] } });
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
      expect(await store.read(link)).toMatchObject({
        item: aLinkItem({ revision: 2 }),
        version: 2,
      });
    });

    test('Each write over the version that stands happens', async () => {
      for (const revision of [1, 2, 3]) {
        const written = await store.write(aLinkItem({ revision }), await store.read(link));
        expect(written).toBe(true);
      }

      expect(await store.read(link)).toMatchObject({
        item: aLinkItem({ revision: 3 }),
        version: 3,
      });
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
      expect(await store.linksOf(`ROLENAME#${authName}`)).toEqual([link]);
      expect(await store.linksOf(`ROLENAME#${guestName}`)).toEqual([]);
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

    test('Every link that was imported is found, also once it was removed', async () => {
      const removed = { at: '2026-11-30T00:00:00.000Z', revision: 1, announced: true };
      await store.write(aLinkItem({ request: aRequest(), removed }), await store.read(link));
      const other = { app: 'store', env: 'dev' };
      const imported = { ...newLinkItem(other), request: aRequest(other) };
      await store.write(imported, await store.read(other));

      expect(await store.linksOf('LINKS')).toEqual(expect.arrayContaining([link, other]));
      expect(await store.linksOf('LINKS')).toHaveLength(2);
      expect(await store.linksOf(`POOL#${userPoolId}`)).toEqual([other]);
    });

    test('Links that expire are found from then on, the first of them first', async () => {
      const times = { qa: '2026-12-01T00:00:00Z', dev: '2026-11-30T12:00:00.500Z', prod: null };
      for (const [env, expires] of Object.entries(times)) {
        const each = { app: link.app, env };
        const item = { ...newLinkItem(each), request: aRequest({ ...each, expires }) };
        await store.write(item, await store.read(each));
      }
      const envs = async (time: string) => (await store.expiredBy(time)).map(({ env }) => env);

      expect(await envs('2026-11-30T12:00:00.500Z')).toEqual([]);
      expect(await envs('2026-11-30T12:00:01.000Z')).toEqual(['dev']);
      expect(await envs('2027-01-01T00:00:00.000Z')).toEqual(['dev', 'qa']);
    });

    test('A link that expires later than it did, or was removed, is not found by its old end', async () => {
      const expires = '2026-11-30T00:00:00Z';
      const item = aLinkItem({ request: aRequest({ expires }) });
      await store.write(item, await store.read(link));
      const soon = '2026-12-01T00:00:00.000Z';

      const later = { ...item, expiryPutOffTo: '2026-12-02T00:00:00.000Z' };
      await store.write(later, await store.read(link));
      expect(await store.expiredBy(soon)).toEqual([]);
      expect(await store.expiredBy('2026-12-03T00:00:00.000Z')).toEqual([link]);

      const removed = { at: '2026-12-02T00:00:00.000Z', revision: 1, announced: true };
      await store.write({ ...later, removed }, await store.read(link));
      expect(await store.expiredBy('2026-12-03T00:00:00.000Z')).toEqual([]);
    });

    test('A link on more roles than a transaction takes is found by each of them', async () => {
      const ledger = Array.from({ length: 150 }, (_, index) =>
        aLedgerEntry('{}', { roleArn: `arn:aws:iam::111122223333:role/Group${index}` }),
      );
      const item = aLinkItem({ request: aRequest(), ledger });
      await store.write(item, await store.read(link));

      expect(await store.linksOf('ROLENAME#Group0')).toEqual([link]);
      expect(await store.linksOf('ROLENAME#Group149')).toEqual([link]);

      await store.write({ ...item, ledger: [] }, await store.read(link));
      expect(await store.linksOf('ROLENAME#Group149')).toEqual([]);
    });

    test('A role that leaves the ledger no longer finds the link', async () => {
      const both = aLinkItem({ request: aRequest(), ledger: [authEntry, guestEntry] });
      await store.write(both, await store.read(link));

      await store.write({ ...both, ledger: [guestEntry] }, await store.read(link));

      expect(await store.linksOf(`ROLENAME#${authName}`)).toEqual([]);
      expect(await store.linksOf(`ROLENAME#${guestName}`)).toEqual([link]);
      expect(await store.linksOf(`POOL#${userPoolId}`)).toEqual([link]);
    });

    test('A write that loses leaves the indexes as they are', async () => {
      const stale = await store.read(link);
      await store.write(aLinkItem({ ledger: [authEntry] }), stale);

      await store.write(aLinkItem({ ledger: [guestEntry] }), stale);

      expect(await store.linksOf(`ROLENAME#${authName}`)).toEqual([link]);
      expect(await store.linksOf(`ROLENAME#${guestName}`)).toEqual([]);
    });

    test('Two links on one role are both found by it', async () => {
      const other = { app: 'backoffice', env: 'prod' };
      for (const each of [link, other]) {
        const item = { ...newLinkItem(each), ledger: [authEntry] };
        await store.write(item, await store.read(each));
      }

      const found = await store.linksOf(`ROLENAME#${authName}`);

      expect(found.map(({ app }) => app).toSorted()).toEqual(['backoffice', 'storefront']);
    });
  });
}
