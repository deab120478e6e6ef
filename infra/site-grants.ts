import { Aws } from 'aws-cdk-lib';
import { siteObjects } from './allowed.ts';
import type { Grant, Statement } from './grant.ts';
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

/** The objects of our names that the stack's owner lists are in buckets of any name. */
const own = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
const listedWhy =
  'Patterns of the stack owner, from the context `allow`, with our names at their end.';

const writes = ['s3:PutObject', 's3:DeleteObject'];

/** What looks at sites, writes their files, and invalidates what CloudFront has of them. */
export function siteGrants(allowed: AllowList) {
  const listed = siteObjects(allowed);
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
    readAllowedSites: {
      statements:
        listed.length === 0
          ? []
          : [
              { actions: ['s3:GetObject'], resources: listed, conditions: own },
              find([...new Set(listed.map((arn) => arn.slice(0, arn.indexOf('/'))))], own),
            ],
      wildcards: listedWhy,
    },
    writeTaggedSites: {
      statements: [{ actions: writes, resources: ourObjects, conditions: opened }],
      wildcards: openedWhy,
    },
    writeAllowedSites: {
      statements:
        listed.length === 0 ? [] : [{ actions: writes, resources: listed, conditions: own }],
      wildcards: listedWhy,
    },
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
      statements: distributionsIn(allowed).map((pattern) => ({
        actions: ['cloudfront:CreateInvalidation'],
        resources: [pattern],
      })),
      wildcards: 'Patterns of the stack owner, from the context `allow`.',
    },
  } as const satisfies Record<string, Grant>;
}

/**
 * Without the right to list, S3 answers for a missing object "access denied" in place of "not found".
 * `IfExists`, because reading an object carries no list prefix.
 */
function find(resources: string[], conditions: NonNullable<Statement['conditions']>): Statement {
  const prefixes = siteObjectNames.map((name) => `*${name}`);
  return {
    actions: ['s3:ListBucket'],
    resources,
    conditions: { ...conditions, StringLikeIfExists: { 's3:prefix': prefixes } },
  };
}

function distributionsIn(allowed: AllowList): readonly string[] {
  const patterns = Object.values(allowed).flat();
  return [
    ...new Set(
      patterns.filter((pattern) => /^arn:[^:]+:cloudfront::[^:]*:distribution\/./.test(pattern)),
    ),
  ];
}
