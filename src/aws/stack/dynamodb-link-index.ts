import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expiringLinks } from '../../contract/expiring-links.ts';
import type { LinkName } from '../../contract/link.ts';
import { linkOfIndex, type IndexEntry } from '../../domain/targets/link-indexes.ts';
import type { LinkIndex } from '../../procedures/link/port.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { dynamodb } from '../clients/dynamodb-client.ts';

/** The index items of the stack's table: see `indexEntries`. */
export function dynamodbLinkIndex(TableName: string): LinkIndex {
  return {
    linksOf: (resource) => query(TableName, resource),
    expiredBy: (time) => query(TableName, expiringLinks, time),
  };
}

/** Links under an index, in its order; `upTo`: those whose place in it begins with something smaller. */
function query(TableName: string, pk: string, upTo?: string): Promise<readonly LinkName[]> {
  return call('dynamodb:Query', TableName, async () => {
    const found: LinkName[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamodb().send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: upTo === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :upTo',
          ExpressionAttributeValues: marshall({
            ':pk': pk,
            ...(upTo !== undefined && { ':upTo': upTo }),
          }),
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: marshall(from) }),
        }),
        sendOptions(),
      );
      found.push(...Items.map((item) => linkOfIndex(unmarshall(item) as IndexEntry)));
      from = LastEvaluatedKey && unmarshall(LastEvaluatedKey);
    } while (from);
    return found;
  });
}
