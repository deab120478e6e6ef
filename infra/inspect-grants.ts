import { Aws } from 'aws-cdk-lib';
import { onAny, regional, type Grant } from './grant.ts';

/** What reads the resources that a request grants something on: what they are, not what is in them. */
export const inspectGrants = {
  inspectBuckets: onAny(
    [
      's3:GetBucketLocation',
      's3:GetBucketTagging',
      's3:GetBucketCORS',
      's3:GetBucketPolicy',
      's3:GetEncryptionConfiguration',
    ],
    `arn:${Aws.PARTITION}:s3:::*`,
    'The request names the bucket; its region and its tag `amplify-import` decide.',
  ),
  inspectGraphqlApis: onAny(
    // Event APIs have ARNs of the same kind.
    ['appsync:GetGraphqlApi', 'appsync:GetApi'],
    regional('appsync', '*', 'apis/*'),
    named('API'),
  ),
  inspectApis: {
    statements: ['restapis', 'apis'].map((kind) => ({
      actions: ['apigateway:GET'],
      // What manages an API is named without an account.
      resources: [`arn:${Aws.PARTITION}:apigateway:*::/${kind}/*`],
    })),
    wildcards: named('API'),
  },
  inspectStreams: {
    statements: [
      {
        actions: ['kinesis:DescribeStreamSummary', 'kinesis:ListTagsForStream'],
        resources: [regional('kinesis', '*', 'stream/*')],
      },
      {
        actions: ['firehose:DescribeDeliveryStream', 'firehose:ListTagsForDeliveryStream'],
        resources: [regional('firehose', '*', 'deliverystream/*')],
      },
    ],
    wildcards: named('stream'),
  },
  inspectLocations: {
    statements: [
      { actions: ['geo:DescribeMap'], resources: [regional('geo', '*', 'map/*')] },
      { actions: ['geo:DescribePlaceIndex'], resources: [regional('geo', '*', 'place-index/*')] },
      {
        actions: ['geo:DescribeGeofenceCollection'],
        resources: [regional('geo', '*', 'geofence-collection/*')],
      },
      { actions: ['geo:DescribeTracker'], resources: [regional('geo', '*', 'tracker/*')] },
    ],
    wildcards: named('resource'),
  },
  inspectBots: onAny(
    ['lex:DescribeBotAlias', 'lex:ListTagsForResource'],
    regional('lex', '*', 'bot-alias/*/*'),
    named('bot'),
  ),
} as const satisfies Record<string, Grant>;

/** Why what is only looked at may be any of its kind. */
function named(what: string): string {
  return `The request names the ${what}, in any region of the account; its tag \`amplify-import\` decides.`;
}
