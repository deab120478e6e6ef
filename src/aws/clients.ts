import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

/**
 * The only place that constructs SDK clients, one per service and region. The region of an id decides
 * where its client talks to; `AWS_ENDPOINT_URL` leads all of them to the local cloud.
 */

/** The SDK tries a call so often before it gives up: 8 attempts ride out a throttled burst. */
const retries = { maxAttempts: 8, retryMode: 'adaptive' } as const;

/** Keeps one client per region. */
function perRegion<Client>(construct: (region?: string) => Client): (region?: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const known = clients.get(region ?? '');
    if (known) return known;
    const client = construct(region);
    clients.set(region ?? '', client);
    return client;
  };
}

const inRegion = (region?: string) => ({ ...retries, ...(region && { region }) });

/** Clients of one container or process; without a region they use the environment's own. */
export const clients = {
  userPools: perRegion((region) => new CognitoIdentityProviderClient(inRegion(region))),
  identityPools: perRegion((region) => new CognitoIdentityClient(inRegion(region))),
  iam: perRegion((region) => new IAMClient(inRegion(region))),
  s3: perRegion((region) => new S3Client({ ...inRegion(region), followRegionRedirects: true })),
  dynamodb: perRegion((region) => new DynamoDBClient(inRegion(region))),
  sfn: perRegion((region) => new SFNClient(inRegion(region))),
  events: perRegion((region) => new EventBridgeClient(inRegion(region))),
  ssm: perRegion((region) => new SSMClient(inRegion(region))),
  sts: perRegion((region) => new STSClient(inRegion(region))),
};
