import { beforeAll, describe, expect, it } from '@jest/globals';
import { roleNameOf } from '../../src/contract/aws-names.ts';
import type { StateName } from '../../src/contract/states.ts';
import { accountId, configBucket, homeRegion, linkTable } from '../support/aws-world/aws-world.ts';
import { runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { pushedRequest } from '../support/aws-world/removed-account.ts';
import {
  roleAt,
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { silent } from '../support/silent-progress.ts';
import { isAllow, type Statement, synthesize } from './template.ts';

const stack = synthesize({ purge: 'true' });
const site = 'storefront-web';
const opened = { 'amplify-import': 'storefront' };

/** A call as IAM sees it. */
type Asked = {
  readonly state: StateName;
  readonly action: string;
  readonly resource: string;
  readonly tags: Readonly<Record<string, string>>;
};

let world: SampleAccount;

/** Every call of a removal, by the state that made it, where everything was pushed that IAM decides by. */
async function callsOfRemoval(): Promise<readonly Asked[]> {
  world = sampleAccount();
  for (const role of world.iam.roles.values()) role.tags = opened;
  seedBucket(world, site, { tags: { 'amplify-import-site': 'storefront' }, abac: true });
  world.lambda.add(homeRegion, 'orders', { variables: {}, tags: opened });
  await runOnce({
    ...pushedRequest,
    functions: [{ name: 'orders' }],
    sites: [{ bucket: site, prefix: '' }],
  });
  await pushOnce();
  world.forgetCalls();
  const entered: { readonly state: string; readonly from: number }[] = [];
  const { end } = await removeOnce(
    { ...link, purge: true },
    {
      services: stackServices({ wait: async () => undefined, allowList: {} }),
      progress: {
        ...silent,
        entered: (state) => entered.push({ state, from: world.calls.length }),
      },
    },
  );
  expect(end.status).toBe('SUCCEEDED');
  return world.calls.flatMap((call) => {
    const state = entered.findLast(({ from }) => from <= call.index)?.state ?? '';
    return free.includes(call.service) ? [] : askedBy(state as StateName, call);
  });
}

/** Who one is may be asked by everybody (STS API reference, GetCallerIdentity); events are put by the machine. */
const free: readonly string[] = ['sts', 'events'];

/** Actions whose names are not those of the operations (service authorization reference, S3 and DynamoDB). */
const actionNames: Readonly<Record<string, readonly string[]>> = {
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:DeleteObjects': ['s3:DeleteObjectVersion'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
};

/** Each write of a transaction needs its own right (DynamoDB guide, "IAM policies for transactions"). */
function transacted({ action, input }: RecordedCall): readonly string[] | null {
  if (action !== 'TransactWriteItems') return null;
  const items = input['TransactItems'] as readonly object[];
  return items.map((item) => ('Delete' in item ? 'dynamodb:DeleteItem' : 'dynamodb:PutItem'));
}

function askedBy(state: StateName, call: RecordedCall): Asked[] {
  const operation = `${call.service}:${call.action}`;
  const { resource, tags = {} } = resourceOf(call);
  return (actionNames[operation] ?? transacted(call) ?? [operation]).map((action) => ({
    state,
    action,
    resource,
    tags,
  }));
}

function resourceOf({
  service,
  input,
  action,
}: RecordedCall): Pick<Asked, 'resource'> & Partial<Asked> {
  const text = (key: string) => (typeof input[key] === 'string' ? input[key] : '');
  const regional = (rest: string) => `arn:aws:${service}:${homeRegion}:${accountId}:${rest}`;
  switch (service) {
    case 'iam': {
      const role = [...world.iam.roles.values()].find(
        ({ arn }) => roleNameOf(arn) === text('RoleName'),
      );
      return { resource: role?.arn ?? '', tags: role?.tags ?? {} };
    }
    case 's3': {
      const bucket = `arn:aws:s3:::${text('Bucket')}`;
      const key = action === 'DeleteObjects' ? `${text('Prefix')}config/` : text('Key');
      const { tags = {} } = world.s3.buckets.get(text('Bucket')) ?? {};
      return { resource: key === '' ? bucket : `${bucket}/${key}`, tags };
    }
    case 'dynamodb':
      return { resource: regional(`table/${linkTable}`) };
    case 'lambda':
      return { resource: regional('function:orders'), tags: opened };
    case 'ssm': {
      const [first = ''] = (input['Names'] as string[] | undefined) ?? [];
      return {
        resource: regional(
          `parameter${text('Path') || text('Name') || text('ResourceId') || first}`,
        ),
      };
    }
    default:
      throw new Error(`Nobody says what ${service}:${action} is asked on.`);
  }
}

/** A resource of the template as it is called in the account of these tests. */
function filledIn(resource: string): string {
  return resource
    .replaceAll('<AWS::Partition>', 'aws')
    .replaceAll('<AWS::Region>', homeRegion)
    .replaceAll('<AWS::AccountId>', accountId)
    .replaceAll(/<(\w+)\.Arn>/g, (reference, id: string) => {
      const { Type: type, Properties } = stack.all('AWS::DynamoDB::Table').get(id) ??
        stack.all('AWS::S3::Bucket').get(id) ?? { Type: '', Properties: {} };
      if (type === 'AWS::DynamoDB::Table')
        return `arn:aws:dynamodb:${homeRegion}:${accountId}:table/${linkTable}`;
      return type && 'VersioningConfiguration' in Properties
        ? `arn:aws:s3:::${configBucket}`
        : reference;
    });
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(text);
}

/** Whether the tags of what is asked for meet the conditions of a statement that are about tags. */
function tagsMeet({ condition }: Statement, { tags }: Asked): boolean {
  const { Null = {} } = (condition ?? {}) as { Null?: Readonly<Record<string, string>> };
  return Object.entries(Null).every(([key, isAbsent]) => {
    const tag = key.replace(/^(aws:ResourceTag|s3:BucketTag)\//, '');
    return (tags[tag] === undefined) === (isAbsent === 'true');
  });
}

function isAllowed(asked: Asked): boolean {
  const touching = stack
    .statementsOf(asked.state)
    .filter(({ actions }) => actions.some((pattern) => matches(pattern, asked.action)))
    .filter(({ resources }) => resources.some((one) => matches(filledIn(one), asked.resource)))
    .filter((statement) => tagsMeet(statement, asked));
  return touching.some(isAllow) && touching.every(isAllow);
}

describe('The rights of the states of a removal', () => {
  let asked: readonly Asked[];

  beforeAll(async () => {
    asked = await callsOfRemoval();
  });

  it('let each state make every call that it makes', () => {
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((one) => !isAllowed(one))).toEqual([]);
  });

  it('let a policy be taken off a role only by the word of its owner', () => {
    const deletes = asked.filter(({ action }) => action === 'iam:DeleteRolePolicy');

    expect(deletes.map(({ resource }) => resource).toSorted()).toEqual(
      [guestRoleArn, authRoleArn].toSorted(),
    );
    expect(deletes.filter((one) => isAllowed({ ...one, tags: {} }))).toEqual([]);
    expect(roleAt(world, guestRoleArn).tags).toEqual(opened);
  });

  it('let the files of revisions be deleted for good by Close link alone', () => {
    const [purge] = asked.filter(({ action }) => action === 's3:DeleteObjectVersion');
    const states = new Set(asked.map(({ state }) => state));

    const may = [...states].filter((state) => purge && isAllowed({ ...purge, state }));

    expect(may).toEqual(['Close link']);
  });

  it('let nobody else put the tombstone, or take the copies away', () => {
    const states = new Set(asked.map(({ state }) => state));
    const manifest = `arn:aws:s3:::${configBucket}/config/storefront/prod/manifest.json`;
    const may = (action: string) =>
      [...states].filter((state) => isAllowed({ state, action, resource: manifest, tags: {} }));

    expect(may('s3:PutObject')).toEqual(['Publish tombstone']);
    expect(may('s3:DeleteObject')).toEqual(['Publish tombstone', 'Close link']);
  });
});
