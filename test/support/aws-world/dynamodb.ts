import type {
  AttributeValue,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { compareText } from '../../../src/domain/canonical.ts';
import { awsError } from './aws-error.ts';

type Item = Record<string, AttributeValue>;
type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** DynamoDB guide, "Quotas in Amazon DynamoDB". */
const largestItem = 400 * 1024;
/** DynamoDB API reference, TransactWriteItems. */
const mostInTransaction = 100;

/** About what DynamoDB counts, rather more: names, values, and a little for each list and map. */
function sizeOf(item: Item | undefined): number {
  return JSON.stringify(item ?? {}, (_, value: unknown) =>
    value instanceof Uint8Array ? 'x'.repeat(value.byteLength) : value,
  ).length;
}

/** An item is replaced, never changed, so that whoever reads it may hold it and nobody copies it. */
function frozen<Part>(part: Part): Part {
  if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return part;
  Object.values(part).forEach(frozen);
  return Object.freeze(part);
}

/** One table with the keys `pk` and `sk`, and the two conditions that the link store writes under. */
export function dynamodb(tableName: string) {
  const items = new Map<string, Item>();
  const keyOf = (item: Item | undefined) => `${item?.['pk']?.S}\n${item?.['sk']?.S}`;
  const requireTable = (name: string | undefined) => {
    if (name !== tableName) throw awsError('ResourceNotFoundException', 400, 'No such table');
  };
  const holds = (stands: Item | undefined, condition: Condition): boolean => {
    switch (condition.ConditionExpression) {
      case undefined:
        return true;
      case 'attribute_not_exists(pk)':
        return stands === undefined;
      case '#version = :version':
        return (
          stands?.['version']?.N !== undefined &&
          condition.ExpressionAttributeNames?.['#version'] === 'version' &&
          stands['version'].N === condition.ExpressionAttributeValues?.[':version']?.N
        );
      default:
        throw awsError('ValidationException', 400, 'This world knows no such condition.');
    }
  };
  const mayHappen = ({ Put, Delete }: TransactWriteItem): boolean => {
    requireTable(Put?.TableName ?? Delete?.TableName);
    return Put ? holds(items.get(keyOf(Put.Item)), Put) : true;
  };
  const requireRoom = (item: Item | undefined) => {
    if (sizeOf(item) <= largestItem) return;
    const message = 'Item size has exceeded the maximum allowed size';
    throw awsError('ValidationException', 400, message);
  };
  const happen = ({ Put, Delete }: TransactWriteItem) => {
    if (Put?.Item) items.set(keyOf(Put.Item), frozen(Put.Item));
    if (Delete?.Key) items.delete(keyOf(Delete.Key));
  };

  return {
    items,
    effects: {
      GetItem: ({ TableName, Key }: GetItemCommandInput) => {
        requireTable(TableName);
        const Item = items.get(keyOf(Key));
        return Item ? { Item } : {};
      },

      PutItem: (input: PutItemCommandInput) => {
        requireTable(input.TableName);
        requireRoom(input.Item);
        if (!holds(items.get(keyOf(input.Item)), input)) {
          throw awsError('ConditionalCheckFailedException', 400, 'The conditional request failed');
        }
        happen({ Put: input });
        return {};
      },

      TransactWriteItems: ({ TransactItems = [] }: TransactWriteItemsCommandInput) => {
        if (TransactItems.length > mostInTransaction) {
          const message = `Member must have length less than or equal to ${mostInTransaction}`;
          throw awsError('ValidationException', 400, message);
        }
        for (const { Put } of TransactItems) requireRoom(Put?.Item);
        const verdicts = TransactItems.map(mayHappen);
        if (verdicts.includes(false)) {
          throw cancelled(verdicts.map((may) => (may ? 'None' : 'ConditionalCheckFailed')));
        }
        TransactItems.forEach(happen);
        return {};
      },

      Query: ({ TableName, ExpressionAttributeValues }: QueryCommandInput) => {
        requireTable(TableName);
        const pk = ExpressionAttributeValues?.[':pk']?.S;
        const upTo = ExpressionAttributeValues?.[':upTo']?.S;
        const found = [...items.values()].filter(
          (item) =>
            item['pk']?.S === pk &&
            (upTo === undefined || compareText(item['sk']?.S ?? '', upTo) < 0),
        );
        // Items of one partition come in the order of their sort keys.
        return { Items: found.toSorted((a, b) => compareText(a['sk']?.S ?? '', b['sk']?.S ?? '')) };
      },
    },
  };
}

/** A transaction that did not happen, and why, item by item. */
export function cancelled(reasons: readonly string[]): Error {
  return awsError('TransactionCanceledException', 400, 'Transaction cancelled', {
    CancellationReasons: reasons.map((Code) => ({ Code })),
  });
}
