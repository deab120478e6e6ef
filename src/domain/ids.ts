import { regionOfPool } from '../contract/aws-names.ts';
import { roleArnPattern } from '../contract/request.ts';

/** What an id or an ARN says of its own region, account and partition. */

/**
 * The partitions of AWS beside its first one: how the names of their regions begin, and the domain of
 * their endpoints, as the SDK publishes them (`partitions` of its endpoint rules; a test compares).
 */
const otherPartitions = [
  { partition: 'aws-cn', begin: 'cn-', dnsSuffix: 'amazonaws.com.cn' },
  { partition: 'aws-us-gov', begin: 'us-gov-', dnsSuffix: 'amazonaws.com' },
  { partition: 'aws-eusc', begin: 'eusc-', dnsSuffix: 'amazonaws.eu' },
  { partition: 'aws-iso', begin: 'us-iso-', dnsSuffix: 'c2s.ic.gov' },
  { partition: 'aws-iso-b', begin: 'us-isob-', dnsSuffix: 'sc2s.sgov.gov' },
  { partition: 'aws-iso-e', begin: 'eu-isoe-', dnsSuffix: 'cloud.adc-e.uk' },
  { partition: 'aws-iso-f', begin: 'us-isof-', dnsSuffix: 'csp.hci.ic.gov' },
] as const;

const firstPartition = { partition: 'aws', dnsSuffix: 'amazonaws.com' } as const;

function partitionWith(region: string) {
  return otherPartitions.find(({ begin }) => region.startsWith(begin)) ?? firstPartition;
}

/** Partition of a region. */
export function partitionOf(region: string): string {
  return partitionWith(region).partition;
}

/** Domain of AWS endpoints in a region. */
export function dnsSuffixOf(region: string): string {
  return partitionWith(region).dnsSuffix;
}

/** The name by which an identity pool knows a user pool (Cognito guide, "External providers"). */
export function providerNameOf(userPoolId: string): string {
  const region = regionOfPool(userPoolId);
  return `cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`;
}

/** The parts of an ARN that name its owner and what it is. */
export type ArnParts = {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
};

/** Splits an ARN; `null` when the text is none. */
export function parseArn(arn: string): ArnParts | null {
  const [scheme, partition, service, region, account, ...resource] = arn.split(':');
  if (scheme !== 'arn' || !partition || !service || resource.length === 0) return null;
  return {
    partition,
    service,
    region: region ?? '',
    account: account ?? '',
    resource: resource.join(':'),
  };
}

/** Whether an ARN can be that of a role: IAM refuses to look for a name that no role can have. */
export function isRoleArn(arn: string): boolean {
  return roleArnPattern.test(arn);
}
