import type { ImportRequest } from '../../contract/request.ts';
import type { BucketDescription, Reading, RolePoliciesReading } from '../../domain/readings.ts';
import { countedSize } from '../../domain/policies/policy-document.ts';
import type { Buckets, Roles } from '../ports.ts';

/** What is read of an account for one request: everything that can go together goes in one wave. */

/** One wave for our policy and the names; one more only where strangers' policies must be counted. */
export async function readRolePolicies(
  roleArns: readonly string[],
  policyName: string,
  roles: Roles,
): Promise<readonly RolePoliciesReading[]> {
  return Promise.all(
    roleArns.map(async (roleArn) => {
      const [ours, names] = await Promise.all([
        roles.policy(roleArn, policyName),
        roles.policyNames(roleArn),
      ]);
      if (names.status !== 'found') return { roleArn, ours, foreign: names };
      const strangers = names.value.filter((name) => name !== policyName);
      return { roleArn, ours, foreign: await readSizes(roleArn, strangers, roles) };
    }),
  );
}

async function readSizes(
  roleArn: string,
  names: readonly string[],
  roles: Roles,
): Promise<RolePoliciesReading['foreign']> {
  const readings = await Promise.all(
    names.map(async (name) => ({ name, reading: await roles.policy(roleArn, name) })),
  );
  const denied = readings.find(({ reading }) => reading.status === 'denied')?.reading;
  if (denied?.status === 'denied') return denied;
  const value = readings.flatMap(({ name, reading }) =>
    reading.status === 'found' ? [{ name, size: countedSize(reading.value) }] : [],
  );
  return { status: 'found', value };
}

/** One wave for all buckets that a request grants. */
export async function readBuckets(
  request: ImportRequest,
  buckets: Buckets,
  withTag: boolean,
): Promise<Readonly<Record<string, Reading<BucketDescription>>>> {
  const names = [...new Set(request.grants.storage.map(({ bucket }) => bucket))];
  const readings = await Promise.all(
    names.map(async (name) => [name, await buckets.bucket(name, withTag)] as const),
  );
  return Object.fromEntries(readings);
}
