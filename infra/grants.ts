import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allowedRoles } from './allowed.ts';
import { functionGrants } from './function-grants.ts';
import { hostingGrants } from './hosting-grants.ts';
import { inspectGrants } from './inspect-grants.ts';
import { siteGrants } from './site-grants.ts';
import { parameterGrants } from './parameter-grants.ts';
import { onAny, onListed, regional, type Grant, type Statement } from './grant.ts';
import {
  ownIdentityPoolReads,
  readRolePrefix,
  userPoolReads,
} from '../src/contract/cognito-reads.ts';
import { allowTagName, type AllowList } from '../src/contract/allow.ts';
import { expiringLinks } from '../src/contract/expiring-links.ts';
import { leaseHolders, machineNameOf, type MachineName } from '../src/contract/machines.ts';

/** What rights and environments name. */
export type World = {
  readonly bucket: Bucket;
  readonly table: Table;
  readonly allowed: AllowList;
  /** The owner of the stack lets removals delete the files of revisions for good. */
  readonly mayPurge: boolean;
};

/** The words of the table. */
export type Grants = ReturnType<typeof grantsOn>;

/** Every right that a state can be given; `permissions.ts` says which state has which. */
export function grantsOn({ bucket, table, allowed, mayPurge }: World) {
  const links = (...actions: string[]): Grant => ({
    statements: [{ actions, resources: [table.tableArn] }],
  });
  const objects = (keys: Keys, ...actions: ('s3:GetObject' | 's3:PutObject')[]): Grant => ({
    statements: [
      { actions, resources: [bucket.arnForObjects(keys)] },
      ...(actions.includes('s3:GetObject') ? [findIn(bucket, keys)] : []),
    ],
    wildcards: 'The keys below the folder are named by app, environment, revision and run.',
  });

  return {
    readLink: links('dynamodb:GetItem'),
    findLinks: links('dynamodb:Query'),
    findExpired: {
      statements: [
        {
          actions: ['dynamodb:Query'],
          resources: [table.tableArn],
          // Of one partition key only (DynamoDB guide, "Using IAM policy conditions").
          conditions: {
            'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [expiringLinks] },
          },
        },
      ],
    },
    startRemoval: {
      statements: [
        { actions: ['states:StartExecution'], resources: [machineArnOf('remove-auth')] },
      ],
    },
    writeLink: links('dynamodb:PutItem'),
    deleteIndex: links('dynamodb:DeleteItem'),
    keepBeforeImages: objects('reports/*/before-images-*', 's3:GetObject', 's3:PutObject'),
    keepRequest: objects('reports/*/request.json', 's3:PutObject'),
    readConfig: objects('config/*', 's3:GetObject'),
    writeConfig: objects('config/*', 's3:PutObject'),
    deleteConfig: {
      statements: [{ actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('config/*')] }],
      wildcards: 'The keys below the folder are named by app, environment and revision.',
    },
    purgeConfig: {
      statements: mayPurge
        ? [
            {
              actions: ['s3:ListBucketVersions'],
              resources: [bucket.bucketArn],
              conditions: { StringLike: { 's3:prefix': ['config/*'] } },
            },
            {
              actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
              resources: [bucket.arnForObjects('config/*')],
            },
          ]
        : [],
      wildcards:
        'Only with the context `purge`; the keys are named by app, environment and revision.',
    },
    readReports: objects('reports/*', 's3:GetObject'),
    writeReports: objects('reports/*', 's3:PutObject'),
    seeLeaseOwner: {
      statements: [
        {
          actions: ['states:DescribeExecution'],
          resources: leaseHolders.map((machine) =>
            regional('states', Aws.REGION, `execution:${machineNameOf(machine)}:*`),
          ),
        },
      ],
      wildcards: 'The owner of a lease may be any execution of our own machines that take one.',
    },
    readUserPools: onAny(
      [...userPoolReads],
      regional('cognito-idp', '*', 'userpool/*'),
      'The request names the user pool, in any region of the account.',
    ),
    readIdentityPools: onAny(
      [...ownIdentityPoolReads],
      regional('cognito-identity', '*', 'identitypool/*'),
      'The request names the identity pool, in any region of the account.',
    ),
    readOtherAccounts: onAny(
      ['sts:AssumeRole'],
      `arn:${Aws.PARTITION}:iam::*:role/${readRolePrefix}*`,
      'The request names the account of its pools; the role there decides by its trust.',
    ),
    listUserPools: onAny(
      ['cognito-idp:ListUserPools'],
      '*',
      'The action knows no resource; the pools are offered to whoever named none.',
    ),
    readRoles: onAny(['iam:GetRole'], anyRole, 'The identity pool names the roles.'),
    readRolePolicies: onAny(
      ['iam:ListRolePolicies', 'iam:GetRolePolicy'],
      anyRole,
      'The identity pool names the roles; their policies are read for the size budget.',
    ),
    readOurRolePolicy: onAny(['iam:GetRolePolicy'], anyRole, 'The identity pool names the roles.'),
    readBoundaries: {
      statements: [
        {
          actions: ['iam:GetPolicy', 'iam:GetPolicyVersion'],
          resources: [Aws.ACCOUNT_ID, 'aws'].map(
            (owner) => `arn:${Aws.PARTITION}:iam::${owner}:policy/*`,
          ),
        },
      ],
      wildcards: 'A role names its permissions boundary, of the account or of AWS.',
    },
    writeTaggedRolePolicies: {
      statements: [
        {
          actions: rolePolicyWrites,
          resources: [anyRole],
          // `Null: false` means that the tag is there (IAM user guide, condition operators).
          conditions: { Null: { [`aws:ResourceTag/${allowTagName}`]: 'false' } },
        },
      ],
      wildcards: `Only on roles whose owner has set the tag \`${allowTagName}\`.`,
    },
    writeAllowedRolePolicies: {
      statements: onListed(rolePolicyWrites, allowedRoles(allowed)),
      wildcards: 'Patterns of the stack owner, from the context `allow`.',
    },
    ...inspectGrants,
    ...siteGrants(allowed, bucket),
    ...parameterGrants,
    ...functionGrants(allowed),
    ...hostingGrants(allowed),
  } as const satisfies Record<string, Grant>;
}

const rolePolicyWrites = ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'];
const anyRole = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/*`;

/** What of the bucket a right is on, by the keys of its objects. */
type Keys = 'config/*' | 'reports/*' | 'reports/*/before-images-*' | 'reports/*/request.json';

/**
 * Without the right to list, S3 answers for a missing object "access denied" in place of "not found".
 * `IfExists`, because reading an object carries no list prefix.
 */
function findIn(bucket: Bucket, keys: Keys): Statement {
  return {
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { StringLikeIfExists: { 's3:prefix': [keys] } },
  };
}

/** By its fixed name, so that whoever starts a machine need not wait for it to be made. */
export function machineArnOf(machine: MachineName): string {
  return regional('states', Aws.REGION, `stateMachine:${machineNameOf(machine)}`);
}
