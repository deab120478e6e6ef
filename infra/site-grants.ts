import { Aws } from 'aws-cdk-lib';
import { Effect } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allowedDistributions, allowedSites } from './allowed.ts';
import { onListed, type Conditions, type Grant, type Statement } from './grant.ts';
import { allowTagName, type AllowList } from '../src/contract/allow.ts';
import { siteObjectNames, siteTagName } from '../src/contract/push/site.ts';

const anyBucket = `arn:${Aws.PARTITION}:s3:::*`;
/** CloudFront is of no region. */
const anyDistribution = `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/*`;

/** Objects of ours by their names, in any folder of any bucket. */
const ourObjects = siteObjectNames.map((name) => `${anyBucket}/*${name}`);

/**
 * A bucket of the account whose owner has set the tag. S3 hands the tags of a bucket to IAM only where
 * attribute-based access control is switched on (S3 user guide, "Enabling ABAC in general purpose buckets"):
 * elsewhere the key is missing, and the condition does not hold.
 */
const opened = {
  StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID },
  Null: { [`aws:ResourceTag/${siteTagName}`]: 'false' },
};
const openedWhy = `Only objects of our names, in buckets of the account whose owner has set the tag \`${siteTagName}\`.`;

/** What the stack's owner lists is in buckets of any name. */
const own = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
const listedWhy =
  'Patterns of the stack owner, from the context `allow`; a Deny leaves only objects of our names of them.';

const writes = ['s3:PutObject', 's3:DeleteObject'];

/** What looks at sites, writes their files, and invalidates what CloudFront has of them. */
export function siteGrants(allowed: AllowList, ourBucket: Bucket) {
  return {
    inspectSites: {
      statements: [
        {
          actions: [
            's3:GetBucketLocation',
            's3:GetBucketTagging',
            's3:GetBucketAbac',
            's3:GetEncryptionConfiguration',
          ],
          resources: [anyBucket],
        },
        {
          actions: ['cloudfront:GetDistribution', 'cloudfront:ListTagsForResource'],
          resources: [anyDistribution],
        },
      ],
      wildcards: 'The request names the bucket and the distribution; their tags decide.',
    },
    readTaggedSites: {
      statements: [
        { actions: ['s3:GetObject'], resources: ourObjects, conditions: opened },
        find([anyBucket], opened),
      ],
      wildcards: openedWhy,
    },
    readAllowedSites: listedGrant(allowed, ourBucket, []),
    writeTaggedSites: {
      statements: [{ actions: writes, resources: ourObjects, conditions: opened }],
      wildcards: openedWhy,
    },
    /** With what `readAllowedSites` allows: a list stands once in a policy, whose size is limited. */
    writeAllowedSites: listedGrant(allowed, ourBucket, writes),
    invalidateTagged: {
      statements: [
        {
          actions: ['cloudfront:CreateInvalidation'],
          resources: [anyDistribution],
          conditions: { Null: { [`aws:ResourceTag/${allowTagName}`]: 'false' } },
        },
      ],
      wildcards: `Only distributions whose owner has set the tag \`${allowTagName}\`.`,
    },
    invalidateAllowed: {
      statements: onListed(['cloudfront:CreateInvalidation'], allowedDistributions(allowed)),
      wildcards: 'Patterns of the stack owner, from the context `allow`.',
    },
  } as const satisfies Record<string, Grant>;
}

/**
 * The objects of our names that the owner's patterns name. A pattern with each of our names would take the
 * list four times, so that a Deny holds it to them; reading our own bucket is no matter of the list.
 */
function listedGrant(allowed: AllowList, ourBucket: Bucket, writing: string[]): Grant {
  const listed = allowedSites(allowed);
  if (listed.length === 0) return { statements: [] };
  const buckets = [...new Set(listed.map((arn) => arn.slice(0, arn.indexOf('/'))))];
  const readable = [...ourObjects, ourBucket.arnForObjects('*')];
  const never = (actions: string[], notResources: string[]): Statement[] =>
    actions.length === 0 ? [] : [{ effect: Effect.DENY, actions, notResources }];
  return {
    statements: [
      ...onListed(['s3:GetObject', ...writing], listed, own),
      ...never(['s3:GetObject'], readable),
      ...never(writing, ourObjects),
      find(buckets, own),
    ],
    wildcards: listedWhy,
  };
}

/**
 * Without the right to list, S3 answers for a missing object "access denied" in place of "not found".
 * `IfExists`, because reading an object carries no list prefix.
 */
function find(resources: string[], conditions: Conditions): Statement {
  const prefixes = siteObjectNames.map((name) => `*${name}`);
  return {
    actions: ['s3:ListBucket'],
    resources,
    conditions: { ...conditions, StringLikeIfExists: { 's3:prefix': prefixes } },
  };
}
