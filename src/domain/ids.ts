import { roleArnPattern } from '../contract/request.ts';

/** What an id or an ARN says of its own region, account and partition. */

/** Region of a user pool id (`eu-west-1_AbC`) or of an identity pool id (`eu-west-1:…`). */
export function regionOfPool(poolId: string): string {
  return poolId.split(/[_:]/, 1)[0] ?? '';
}

/** Domain of AWS endpoints in a region: China has its own. */
export function dnsSuffixOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** Partition of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
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

/** Name of a role, whatever its path: the last part of `role/service-role/CognitoAuth`. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
