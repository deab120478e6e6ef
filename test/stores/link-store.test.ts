import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dynamodbLinkStore } from '../../src/aws/stack/dynamodb-link-store.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { awsError } from '../support/aws-world/aws-error.ts';
import { awsWorld, linkTable } from '../support/aws-world/aws-world.ts';
import { cancelled } from '../support/aws-world/dynamodb.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { aLedgerEntry, aLinkItem, link } from '../support/builders/link.ts';
import { defineLinkStoreContract } from './link-store-contract.ts';
import { temporaryFolders } from './temporary-folder.ts';

const temporaryFolder = temporaryFolders();

function emptyTable() {
  const world = awsWorld();
  return { world, store: dynamodbLinkStore(linkTable) };
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
    for (const item of world.dynamodb.items.values()) item['link'] = { M: { app: { S: 'x' } } };

    const read = store.read(link);

    await expect(read).rejects.toThrow('The item LINK#storefront#prod cannot be read.');
  });
});

describe('Link store: folder only', () => {
  test('A file that is no link is a fault that names it', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, '.state/links/storefront'), { recursive: true });
    await writeFile(join(root, '.state/links/storefront/prod.json'), '{');

    const read = folderLinkStore(root).read(link);

    await expect(read).rejects.toMatchObject({ name: 'StoreFault' });
  });
});
