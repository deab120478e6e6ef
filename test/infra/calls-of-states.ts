import { roleNameOf } from '../../src/contract/aws-names.ts';
import type { StateName } from '../../src/contract/states.ts';
import type { Progress } from '../../src/engine/progress.ts';
import { accountId, configBucket, homeRegion, linkTable } from '../support/aws-world/aws-world.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { silent } from '../../src/engine/progress.ts';
import { isAllow, type Statement, type StackTemplate } from './template.ts';

/** A call as IAM sees it. */
export type Asked = {
  readonly state: StateName;
  readonly action: string;
  readonly resource: string;
  readonly tags: Readonly<Record<string, string>>;
};

/** Every call that IAM decides on of what runs in a world, by the state that made it. */
export async function callsOfStates(
  world: SampleAccount,
  run: (progress: Progress) => Promise<unknown>,
): Promise<readonly Asked[]> {
  world.forgetCalls();
  const entered: { readonly state: string; readonly from: number }[] = [];
  await run({
    ...silent,
    entered: (state) => entered.push({ state, from: world.calls.length }),
  });
  return world.calls.flatMap((call) => {
    const state = entered.findLast(({ from }) => from <= call.index)?.state ?? '';
    return free.includes(call.service) ? [] : askedBy(state as StateName, call, world);
  });
}

/** Who one is may be asked by everybody (STS API reference, GetCallerIdentity); events are put by the machine. */
const free: readonly string[] = ['sts', 'events'];

/** Actions whose names are not those of the operations (service authorization reference, S3). */
const actionNames: Readonly<Record<string, readonly string[]>> = {
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:ListObjectVersions': ['s3:ListBucketVersions'],
  's3:DeleteObjects': ['s3:DeleteObjectVersion'],
  's3:GetBucketCors': ['s3:GetBucketCORS'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
};

/** Each write of a transaction needs its own right (DynamoDB guide, "IAM policies for transactions"). */
function transacted({ action, input }: RecordedCall): readonly string[] | null {
  if (action !== 'TransactWriteItems') return null;
  const items = input['TransactItems'] as readonly object[];
  return items.map((item) => ('Delete' in item ? 'dynamodb:DeleteItem' : 'dynamodb:PutItem'));
}

function askedBy(state: StateName, call: RecordedCall, world: SampleAccount): Asked[] {
  const operation = `${call.service}:${call.action}`;
  const { resource, tags = {} } = resourceOf(call, world);
  return (actionNames[operation] ?? transacted(call) ?? [operation]).map((action) => ({
    state,
    action,
    resource,
    tags,
  }));
}

function resourceOf(
  { service, input, action, region }: RecordedCall,
  world: SampleAccount,
): Pick<Asked, 'resource'> & Partial<Asked> {
  const text = (key: string) => (typeof input[key] === 'string' ? input[key] : '');
  const regional = (rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;
  switch (service) {
    case 'cognito-idp':
      return { resource: regional(`userpool/${text('UserPoolId')}`) };
    case 'cognito-identity':
      return { resource: regional(`identitypool/${text('IdentityPoolId')}`) };
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
    case 'lambda': {
      const name = text('FunctionName');
      const { tags } = world.lambda.functions.get(region, name);
      return { resource: regional(`function:${name}`), tags };
    }
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
function filledIn(resource: string, stack: StackTemplate): string {
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

/** Whether the role of a state lets a call through, of a stack. */
export function isAllowed(stack: StackTemplate, asked: Asked): boolean {
  const touching = stack
    .statementsOf(asked.state)
    .filter(({ actions }) => actions.some((pattern) => matches(pattern, asked.action)))
    .filter(({ resources }) =>
      resources.some((one) => matches(filledIn(one, stack), asked.resource)),
    )
    .filter((statement) => tagsMeet(statement, asked));
  return touching.some(isAllow) && touching.every(isAllow);
}
