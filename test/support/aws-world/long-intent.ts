import { marshall } from '@aws-sdk/util-dynamodb';
import { sha256 } from '../../../src/domain/canonical.ts';
import { groupRoleArn } from '../builders/groups.ts';
import { aLinkItem, anIntent, link, policyName } from '../builders/link.ts';
import { sampleAccount, seedRole, type SampleAccount } from './sample-account.ts';

const half = JSON.stringify({ Version: '2012-10-17', Statement: [] });

/** What stood on a role, nearly as long as IAM lets a document be. */
const longDocument = (at: number) =>
  JSON.stringify({ Version: '2012-10-17', Id: `${at}`.padEnd(9_000, 'x'), Statement: [] });

/**
 * An account in which a run of an earlier version died as it wrote on many roles: what had stood there, more
 * than 100 KB, lies in the item of the link itself. Beside it, the policies as they were before that run.
 */
export function accountWithLongIntent(): {
  world: SampleAccount;
  before: Readonly<Record<string, string>>;
} {
  const world = sampleAccount();
  const before = new Map(
    Array.from({ length: 15 }, (_, at) => [`group-${at}-group`, longDocument(at)] as const),
  );
  const roles = [...before.values()].map((document, at) => ({
    roleArn: groupRoleArn(`group-${at}`),
    policyName,
    before: document,
    afterSha256: sha256(half),
  }));
  for (const { roleArn } of roles) seedRole(world, roleArn, { policies: { [policyName]: half } });
  const { app, env } = link;
  const key = { pk: `LINK#${app}#${env}`, sk: 'LINK' };
  const item = {
    ...key,
    version: 3,
    link: aLinkItem({ intent: anIntent({ roles }) }),
    indexes: [],
  };
  world.dynamodb.items.set(`${key.pk}\n${key.sk}`, marshall(item));
  return { world, before: Object.fromEntries(before) };
}
