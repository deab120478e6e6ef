import {
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { StoreFault } from '../../contract/errors/faults.ts';
import { linkItemSchema, newLinkItem, type LinkItem, type LinkName } from '../../contract/link.ts';
import { seenLink } from '../../contract/seen-link.ts';
import { indexEntries, type IndexEntry } from '../../domain/targets/link-indexes.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { dynamodb } from '../clients/dynamodb-client.ts';
import type { ConfigStore } from '../../procedures/config/port.ts';
import type { LinkStore, VersionedLink } from '../../procedures/link/port.ts';
import { dynamodbLinkIndex } from './dynamodb-link-index.ts';
import { keptLinks, type KeptLink } from './kept-links.ts';

/**
 * The stack's table as link store. One item per link (`LINK#<app>#<env>`), and those by which it is found:
 * see `indexEntries`. The number `version` makes writes conditional.
 *
 * Index items are written in the transaction of their link, as far as one takes them; of more, new ones are
 * put before it and stale ones deleted after it. So whoever looks finds too many links at times, and never
 * too few.
 */
export function dynamodbLinkStore(
  TableName: string,
  configStore: () => Promise<ConfigStore>,
): LinkStore {
  const links = keptLinks(configStore);

  const stands = async (
    link: LinkName,
    linkOf: (kept: KeptLink) => unknown,
  ): Promise<VersionedLink> => {
    const { Item } = await call('dynamodb:GetItem', TableName, () =>
      dynamodb().send(
        new GetItemCommand({ TableName, Key: marshall(linkKey(link)), ConsistentRead: true }),
        sendOptions(),
      ),
    );
    if (!Item) return { item: newLinkItem(link), version: 0 };
    const { pk, version, indexes, ...kept } = unmarshall(Item);
    const found = { item: parsedItem(pk, await linkOf(kept)), version: Number(version) };
    return Array.isArray(indexes) ? { ...found, indexes: indexes as IndexEntry[] } : found;
  };

  return {
    read: (link) => stands(link, links.whole),
    look: async (link) => seenLink((await stands(link, links.outline)).item),

    write: async (item, over) => {
      const put = linkPut(TableName, item, await links.keep(item), over.version);
      const { before, within, after } = indexWrites(TableName, item, over);
      return call('dynamodb:PutItem', TableName, async () => {
        for (const chunk of before) await transact(chunk);
        try {
          if (within.length > 0) await transact([{ Put: put }, ...within]);
          else await dynamodb().send(new PutItemCommand(put), sendOptions());
        } catch (error) {
          if (isConditionFailure(error)) return false;
          throw error;
        }
        for (const chunk of after) await transact(chunk);
        return true;
      });
    },

    ...dynamodbLinkIndex(TableName),
  };
}

async function transact(TransactItems: readonly TransactWriteItem[]): Promise<void> {
  const command = new TransactWriteItemsCommand({ TransactItems: [...TransactItems] });
  await dynamodb().send(command, sendOptions());
}

function linkKey({ app, env }: LinkName): { pk: string; sk: string } {
  return { pk: `LINK#${app}#${env}`, sk: 'LINK' };
}

function parsedItem(pk: unknown, link: unknown): LinkItem {
  const parsed = linkItemSchema().safeParse(link);
  if (!parsed.success) throw new StoreFault(`The item ${String(pk)} cannot be read.`);
  return parsed.data;
}

function linkPut(TableName: string, item: LinkItem, kept: KeptLink, version: number) {
  const indexes = indexEntries(item);
  return {
    TableName,
    Item: marshall({ ...linkKey(item), version: version + 1, ...kept, indexes }),
    ...(version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: marshall({ ':version': version }),
        }),
  };
}

/** DynamoDB API reference, TransactWriteItems; one of them is the link's own. */
const mostInTransaction = 100;

/**
 * Index items that come and go with a write: what the item says that it has is known, whichever version
 * has written it. Of an item that does not say, everything is put and nothing taken away.
 */
function indexWrites(TableName: string, item: LinkItem, over: VersionedLink) {
  const [wanted, stand] = [indexEntries(item), over.indexes ?? []];
  const puts = without(wanted, stand).map((entry): TransactWriteItem => ({
    Put: { TableName, Item: marshall(entry) },
  }));
  const deletes = without(stand, wanted).map((entry): TransactWriteItem => ({
    Delete: { TableName, Key: marshall(entry) },
  }));
  const room = mostInTransaction - 1;
  if (puts.length + deletes.length <= room) {
    return { before: [], within: [...puts, ...deletes], after: [] };
  }
  return { before: chunksOf(puts), within: [], after: chunksOf(deletes) };
}

function chunksOf(writes: readonly TransactWriteItem[]): readonly TransactWriteItem[][] {
  const count = Math.ceil(writes.length / mostInTransaction);
  return Array.from({ length: count }, (_, index) =>
    writes.slice(index * mostInTransaction, (index + 1) * mostInTransaction),
  );
}

/** The entries of a list that do not stand in another one. */
function without(entries: readonly IndexEntry[], others: readonly IndexEntry[]): IndexEntry[] {
  return entries.filter(({ pk, sk }) => !others.some((one) => one.pk === pk && one.sk === sk));
}

function isConditionFailure(error: unknown): boolean {
  const { name, CancellationReasons: reasons } = error as {
    name?: string;
    CancellationReasons?: { Code?: string }[];
  };
  if (name === 'ConditionalCheckFailedException') return true;
  return (
    name === 'TransactionCanceledException' &&
    (reasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed')
  );
}
