import fs from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { dynamodbLinkStore } from '../../src/aws/stack/dynamodb-link-store.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { linkItemSchema, type LinkItem } from '../../src/contract/link.ts';
import { seenLink } from '../../src/contract/seen-link.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { awsWorld, configBucket, linkTable } from '../support/aws-world/aws-world.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';
import { cancelled } from '../support/aws-world/dynamodb.ts';
import { linkItemOf } from '../support/aws-world/import-runs.ts';
import { actionsOf, type RecordedCall } from '../support/aws-world/recorded-call.ts';
import { authRoleArn, userPoolId } from '../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, link, policyName } from '../support/builders/link.ts';
import { aRequest } from '../support/builders/request.ts';
import { defineLinkStoreContract } from './link-store-contract.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();

function emptyTable() {
  const world = awsWorld();
  seedBucket(world, configBucket);
  return { world, store: dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket)) };
}

defineLinkStoreContract('DynamoDB', async () => emptyTable().store);
defineLinkStoreContract('folder', async () => folderLinkStore(await temporaryFolder()));

describe('Link store: DynamoDB only', () => {
  test('Reads are consistent', async () => {
    const { world, store } = emptyTable();

    await store.read(link);
    await store.linksOf('ROLE#x');

    expect(world.calls.map(({ input }) => input['ConsistentRead'])).toEqual([true, true]);
  });

  test('A write that changes no index is a single put, any other one transaction', async () => {
    const { world, store } = emptyTable();
    await store.write(aLinkItem(), await store.read(link));
    world.forgetCalls();

    await store.write(aLinkItem({ revision: 1 }), await store.read(link));
    await store.write(aLinkItem({ ledger: [aLedgerEntry('{}')] }), await store.read(link));

    expect(actionsOf(world.calls).filter((action) => action !== 'dynamodb:GetItem')).toEqual([
      'dynamodb:PutItem',
      'dynamodb:TransactWriteItems',
    ]);
  });

  test('Of more indexes than one transaction takes, new ones come before the link, stale ones go after it', async () => {
    const { world, store } = emptyTable();
    const onRoles = (name: string) =>
      aLinkItem({
        ledger: Array.from({ length: 101 }, (_, at) =>
          aLedgerEntry('{}', { roleArn: `${authRoleArn}-${name}-${at}` }),
        ),
      });
    await store.write(onRoles('earlier'), await store.read(link));
    const over = await store.read(link);
    world.forgetCalls();

    const written = await store.write(onRoles('later'), over);

    expect(written).toBe(true);
    expect(world.calls.map(indexWritesOf)).toEqual([
      '100 Put',
      '1 Put',
      'PutItem',
      '100 Delete',
      '1 Delete',
    ]);
    const roleIndexes = [...world.dynamodb.items.keys()].filter((key) => key.startsWith('ROLE'));
    expect(roleIndexes.filter((key) => key.includes('-later-'))).toHaveLength(101);
    expect(roleIndexes).toHaveLength(101);
  });

  test.each([
    ['a put that meets a transaction', awsError('TransactionConflictException', 400)],
    ['a transaction that meets a put', cancelled(['TransactionConflict', 'None'])],
    ['a transaction that is throttled', cancelled(['None', 'ThrottlingError'])],
    ['a transaction in progress', awsError('TransactionInProgressException', 400)],
  ])('A write that met another one is tried again: %s', async (_case, error) => {
    const { world, store } = emptyTable();
    world.faults.fail(({ action }) => action !== 'GetItem', error, { times: 1 });
    const over = await store.read(link);

    const write = store.write(aLinkItem({ ledger: [aLedgerEntry('{}')] }), over);

    await expect(write).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });

  test('A transaction that met a newer version has lost, whatever else stopped it', async () => {
    const { world, store } = emptyTable();
    const reasons = cancelled(['ConditionalCheckFailed', 'TransactionConflict']);
    world.faults.fail('dynamodb:TransactWriteItems', reasons);
    const over = await store.read(link);

    const written = await store.write(aLinkItem({ ledger: [aLedgerEntry('{}')] }), over);

    expect(written).toBe(false);
  });

  test('An item of another version of this program is a fault that names it', async () => {
    const { world, store } = emptyTable();
    await store.write(aLinkItem(), await store.read(link));
    for (const [key, item] of world.dynamodb.items)
      world.dynamodb.items.set(key, { ...item, link: { M: { app: { S: 'x' } } } });

    const read = store.read(link);

    await expect(read).rejects.toThrow('The item LINK#storefront#prod cannot be read.');
  });
});

/** A call as what it does to index items, all of one transaction alike: `100 Put`. */
function indexWritesOf({ action, input }: RecordedCall): string {
  const { TransactItems: items } = input as Partial<TransactWriteItemsCommandInput>;
  const kinds = new Set((items ?? []).flatMap((item) => Object.keys(item)));
  return items ? `${items.length} ${[...kinds].join(' and ')}` : action;
}

describe('Link store: folder only', () => {
  /** A store of some links, and what of it is read from then on. */
  async function readsOf(...links: readonly LinkItem[]) {
    const store = folderLinkStore(await temporaryFolder());
    for (const item of links) await store.write(item, await store.read(item));
    return { store, reads: jest.spyOn(fs, 'readFileSync').mockClear() };
  }
  const imported = (app: string, env: string, userPool = userPoolId) =>
    aLinkItem({ app, env, request: aRequest({ app, env, userPoolId: userPool }) });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('All links are found by their names, and none of them is read', async () => {
    const { store, reads } = await readsOf(imported('a', 'prod'), imported('b', 'dev'));

    expect(await store.linksOf('LINKS')).toEqual([
      { app: 'a', env: 'prod' },
      { app: 'b', env: 'dev' },
    ]);
    expect(reads).not.toHaveBeenCalled();
  });

  test('Those of an app are found among its own items alone', async () => {
    const { store, reads } = await readsOf(imported('a', 'prod'), imported('b', 'dev'));

    expect(await store.linksOf('APP#b')).toEqual([{ app: 'b', env: 'dev' }]);
    expect(reads).toHaveBeenCalledTimes(1);
  });

  test('An item that cannot be found by a resource is not parsed', async () => {
    const { store } = await readsOf(imported('a', 'prod'), imported('b', 'dev', 'eu-west-1_Other'));
    const parsed = jest.spyOn(JSON, 'parse');

    expect(await store.linksOf('POOL#eu-west-1_Other')).toEqual([{ app: 'b', env: 'dev' }]);
    expect(parsed).toHaveBeenCalledTimes(1);
  });

  test('A file that is no link is a fault that names it', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, '.state/links/storefront'), { recursive: true });
    await writeFile(join(root, '.state/links/storefront/prod.json'), '{');

    const read = folderLinkStore(root).read(link);

    await expect(read).rejects.toMatchObject({ name: 'StoreFault' });
  });
});

describe('Link store: a link that is too large for an item', () => {
  const longText = 'x'.repeat(10_000);
  const longIntent = (roles = 12) =>
    anIntent({
      roles: Array.from({ length: roles }, (_, at) => ({
        roleArn: `${authRoleArn}${at}`,
        policyName,
        before: at === 3 ? null : `${longText}${at}`,
        afterSha256: null,
      })),
    });

  test('keeps its before-images in the config store, once for all writes, and reads as it was', async () => {
    const { world, store } = emptyTable();
    const item = aLinkItem({ intent: longIntent() });

    await store.write(item, await store.read(link));
    const renewed = { ...item, revision: 2 };
    await store.write(renewed, await store.read(link));

    const puts = world.calls.filter(({ action }) => action === 'PutObject');
    expect(puts.map(({ input }) => input['Key'])).toEqual([
      expect.stringMatching(/^reports\/storefront\/prod\/run-1\/before-images-[0-9a-f]{64}\.json$/),
    ]);
    expect(
      (await dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket)).read(link)).item,
    ).toEqual(renewed);
    expect(linkItemOf(world)).toEqual(renewed);
  });

  test('is smaller again once its intent is closed', async () => {
    const { world, store } = emptyTable();
    await store.write(aLinkItem({ intent: longIntent() }), await store.read(link));
    await store.write(aLinkItem(), await store.read(link));
    world.forgetCalls();

    expect((await store.read(link)).item).toEqual(aLinkItem());
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem']);
  });

  test('is compressed where a long memory makes it large', async () => {
    const { world, store } = emptyTable();
    const ledger = Array.from({ length: 300 }, (_, at) =>
      aLedgerEntry(`{"role":${at}}`, {
        roleArn: `${authRoleArn}${at}`,
        earlier: Array.from({ length: 10 }, (_, run) => sha256(`${at} ${run}`)),
      }),
    );

    const written = await store.write(aLinkItem({ ledger }), await store.read(link));

    expect(written).toBe(true);
    expect((await store.read(link)).item.ledger).toEqual(ledger);
    expect(linkItemOf(world)?.ledger).toEqual(ledger);
    expect(world.calls.map(({ action }) => action)).not.toContain('PutObject');
  });

  test('is looked at without its before-images, be they lost', async () => {
    const { world, store } = emptyTable();
    await store.write(aLinkItem({ intent: longIntent() }), await store.read(link));
    const configStore = s3ConfigStore(configBucket);
    for (const key of await configStore.list('reports/')) await configStore.remove(key);
    world.forgetCalls();

    const seen = await dynamodbLinkStore(linkTable, async () => configStore).look(link);

    expect(seen).toEqual(seenLink(aLinkItem({ intent: longIntent() })));
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem']);
  });

  test('is a fault where its before-images are not those that it was written with', async () => {
    const { store } = emptyTable();
    await store.write(aLinkItem({ intent: longIntent() }), await store.read(link));
    const configStore = s3ConfigStore(configBucket);
    const [key = ''] = await configStore.list('reports/');
    await configStore.write(key, '[]', { contentType: 'application/json', cacheControl: '' });

    const read = dynamodbLinkStore(linkTable, async () => configStore).read(link);

    await expect(read).rejects.toMatchObject({
      name: 'StoreFault',
      message: expect.stringContaining(key),
    });
  });

  test('cannot be taken for one without before-images by a version that knows no file of them', async () => {
    const { world, store } = emptyTable();
    await store.write(aLinkItem({ intent: longIntent() }), await store.read(link));

    const kept = unmarshall(world.dynamodb.items.get('LINK#storefront#prod\nLINK') ?? {});

    expect(linkItemSchema().safeParse(kept['link']).success).toBe(false);
  });
});
