import { finding, type Finding } from '../../../contract/findings.ts';
import type { Permission } from '../../iam/permission.ts';
import type { Judged } from '../category.ts';
import type { NamedResource } from '../../../contract/named-resource.ts';
import { knownResources, type ResourceDescription } from './readings.ts';

/**
 * What the caller of an action asks of the key behind it (S3 guide, "Using SSE-KMS", for parts of an
 * upload too; Kinesis guide, "Permissions to use user-generated KMS keys").
 */
const operations: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': ['Decrypt'],
  's3:PutObject': ['GenerateDataKey', 'Decrypt'],
  'kinesis:PutRecord': ['GenerateDataKey'],
  'kinesis:PutRecords': ['GenerateDataKey'],
};

type Encrypted = {
  readonly code: 'BUCKET_KMS_KEY' | 'STREAM_KMS_KEY';
  readonly resource: NamedResource;
  readonly description: ResourceDescription;
  readonly key: string;
};

/**
 * One finding for each role whose grant needs a customer key as well. The key's own policy and what the
 * role has by other policies are not read: who owns the key knows.
 */
export function keyFindings(
  { code, resource, description: { arn, place }, key }: Encrypted,
  { request, readings, roles, permissions: given }: Judged,
): Finding[] {
  const arns = [...new Set(roles.map((role) => role.arn))];
  return arns.flatMap((roleArn) => {
    const known = knownResources(request, roleArn, readings);
    const holders = roles.filter((role) => role.arn === roleArn);
    const permissions = known ? given(holders, known) : [];
    const needed = operationsFor(permissions.filter((permission) => isOn(permission, arn)));
    if (needed.length === 0) return [];
    return [
      finding(code, {
        role: roleArn,
        resource,
        key,
        region: place.region,
        operations: needed,
      }),
    ];
  });
}

function isOn({ effect = 'Allow', resource }: Permission, arn: string): boolean {
  return effect === 'Allow' && (resource === arn || resource.startsWith(`${arn}/`));
}

function operationsFor(permissions: readonly Permission[]): readonly string[] {
  return [...new Set(permissions.flatMap(({ action }) => operations[action] ?? []))].toSorted();
}
