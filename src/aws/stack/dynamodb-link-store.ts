import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { StoreFault } from '../../contract/errors.ts';
import { linkItemSchema, newLinkItem, type LinkItem, type LinkName } from '../../contract/link.ts';
import { indexedResources } from '../../domain/targets/link-indexes.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { stackClients } from '../clients/stack-clients.ts';
import type { LinkStore, VersionedLink } from '../../procedures/ports.ts';

/**
 * The stack's table as link store. One item per link (`LINK#<app>#<env>`), and one that finds it by its
 * app, and by each pool and role that it uses (`APP#…`, `POOL#…`, `ROLE#…`). The number `version` makes writes conditional.
 */
export function dynamodbLinkStore(TableName: string): LinkStore {
  return {
    read: (link) =>
      call('dynamodb:GetItem', TableName, async () => {
        const { Item } = await stackClients
          .dynamodb()
          .send(
            new GetItemCommand({ TableName, Key: marshall(linkKey(link)), ConsistentRead: true }),
            sendOptions(),
          );
        return Item ? readItem(unmarshall(Item)) : { item: newLinkItem(link), version: 0 };
      }),

    write: (item, over) =>
      call('dynamodb:PutItem', TableName, async () => {
        const put = linkPut(TableName, item, over.version);
        const indexes = indexWrites(TableName, item, over);
        const command =
          indexes.length === 0
            ? new PutItemCommand(put)
            : new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...indexes] });
        try {
          // Both commands go to one client; the union keeps TypeScript from choosing an overload.
          await stackClients.dynamodb().send(command as PutItemCommand, sendOptions());
          return true;
        } catch (error) {
          if (isConditionFailure(error)) return false;
          throw error;
        }
      }),

    linksOf: (resource) =>
      call('dynamodb:Query', TableName, async () => {
        const { Items = [] } = await stackClients.dynamodb().send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: marshall({ ':pk': resource }),
            ConsistentRead: true,
          }),
          sendOptions(),
        );
        return Items.map((item) => {
          const { app, env } = unmarshall(item);
          return { app: String(app), env: String(env) };
        });
      }),
  };
}

function linkKey({ app, env }: LinkName): { pk: string; sk: string } {
  return { pk: `LINK#${app}#${env}`, sk: 'LINK' };
}

function readItem({ pk, version, link }: Record<string, unknown>): VersionedLink {
  const parsed = linkItemSchema.safeParse(link);
  if (!parsed.success) throw new StoreFault(`The item ${String(pk)} cannot be read.`);
  return { item: parsed.data, version: Number(version) };
}

function linkPut(TableName: string, item: LinkItem, version: number) {
  return {
    TableName,
    Item: marshall({ ...linkKey(item), version: version + 1, link: item }),
    ...(version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: marshall({ ':version': version }),
        }),
  };
}

/** Index items that come and go with this write. */
function indexWrites(TableName: string, item: LinkItem, over: VersionedLink): TransactWriteItem[] {
  const { app, env } = item;
  const before = indexedResources(over.item);
  const after = indexedResources(item);
  const key = (resource: string) => ({ pk: resource, sk: `${app}#${env}` });
  return [
    ...without(after, before).map((resource) => ({
      Put: { TableName, Item: marshall({ ...key(resource), app, env }) },
    })),
    ...without(before, after).map((resource) => ({
      Delete: { TableName, Key: marshall(key(resource)) },
    })),
  ];
}

/** The distinct values of a list that do not stand in another one. */
function without(values: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => !others.includes(value));
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
