import type { RunRequest } from '../../contract/request.ts';
import { namedResources } from '../../domain/grants/categories.ts';
import { grantedResources } from '../../domain/grants/granted-to.ts';
import type { NamedResource } from '../../contract/named-resource.ts';
import type {
  ResourceDescription,
  ResourceReading,
  ResourceReadings,
} from '../../domain/grants/resources/readings.ts';
import { partitionOf } from '../../domain/ids.ts';
import { countedSize } from '../../domain/iam/document.ts';
import type { ForeignPolicy, Reading, RolePoliciesReading } from '../../domain/readings.ts';
import type { RoleReads } from './port.ts';
import type { Services } from '../ports.ts';

/** What is read of an account for one request: everything that can go together goes in one wave. */

/** One wave for our policy and the names; one more only where other inline policies must be counted. */
export async function readRolePolicies(
  roleArns: readonly string[],
  policyName: string,
  roles: RoleReads,
): Promise<readonly RolePoliciesReading[]> {
  return Promise.all(
    roleArns.map(async (roleArn) => {
      const [ours, names] = await Promise.all([
        roles.policy(roleArn, policyName),
        roles.policyNames(roleArn),
      ]);
      if (names.status !== 'found') return { roleArn, ours, foreign: names };
      const others = names.value.filter((name) => name !== policyName);
      return { roleArn, ours, foreign: await readForeign(roleArn, others, roles) };
    }),
  );
}

async function readForeign(
  roleArn: string,
  names: readonly string[],
  roles: RoleReads,
): Promise<RolePoliciesReading['foreign']> {
  const readings = await Promise.all(
    names.map(async (name) => ({ name, reading: await roles.policy(roleArn, name) })),
  );
  const denied = readings.find(({ reading }) => reading.status === 'denied')?.reading;
  if (denied?.status === 'denied') return denied;
  const value = readings.flatMap(({ name, reading }) =>
    reading.status === 'found' ? [foreignPolicy(name, reading.value)] : [],
  );
  return { status: 'found', value };
}

function foreignPolicy(name: string, document: string): ForeignPolicy {
  return { name, size: countedSize(document), document };
}

/**
 * One wave for all resources that a request grants.
 *
 * @param withPolicy keys of those whose own policies are read as well
 */
export async function readResources(
  request: RunRequest,
  { resources, account }: Pick<Services, 'resources' | 'account'>,
  { withTag, withPolicy }: { readonly withTag: boolean; readonly withPolicy: ReadonlySet<string> },
): Promise<ResourceReadings> {
  const readings = await Promise.all(
    [...namedResources(request)].map(async ([key, resource]) => {
      const own = resource.owner && (await account());
      const reading: ResourceReading = isForeign(resource, own)
        ? { status: 'foreign' }
        : ownOnly(
            resource,
            await resources.describe(resource, { withTag, withPolicy: withPolicy.has(key) }),
          );
      return [key, reading] as const;
    }),
  );
  return Object.fromEntries(readings);
}

/** The same with what a plan asks of them besides. */
export async function readResourcesToPlan(
  request: RunRequest,
  services: Pick<Services, 'resources' | 'account' | 'allowList'>,
): Promise<ResourceReadings> {
  return readResources(request, services, {
    withTag: services.allowList !== null,
    withPolicy: grantedResources(request),
  });
}

/**
 * What its ARN says to be of another account or partition is looked for nowhere: here another resource
 * could have its name. Nobody can tell when the caller's account is not known.
 */
function isForeign({ owner, region }: NamedResource, account: string | null): boolean {
  if (owner === null || account === null) return false;
  return owner.account !== account || owner.partition !== partitionOf(region ?? '');
}

/** What was found is what was named. */
function ownOnly({ owner }: NamedResource, reading: Reading<ResourceDescription>): ResourceReading {
  if (owner === null || reading.status !== 'found') return reading;
  const { account, partition } = reading.value.place;
  const same = owner.account === account && owner.partition === partition;
  return same ? reading : { status: 'foreign' };
}
