import { groupBy } from '../group-by.ts';
import { parseArn } from '../ids.ts';
import { readPermission, type ReadPermission } from './read-permission.ts';
import type { ComingCall } from './known-call.ts';
import {
  eachValue,
  plainPermissions,
  type Permission,
  type PlainPermission,
} from './permission.ts';

/** What a role is granted, as it is held against what takes it away again. */

/** What our permissions grant to a role, and what they deny by themselves. */
export type RoleGrant = Pick<ComingCall, 'by' | 'notBefore'> & {
  readonly role: ComingCall['roleArn'];
  readonly allows: readonly GrantedPermission[];
  readonly denies: readonly PlainPermission[];
};

type GrantedPermission = ReadPermission & Where;

/** To which region a call goes, and whose the resource is. */
type Where = Pick<ComingCall, 'region' | 'account'>;

/** What is known of the calls that a grant is made for, besides what it says itself. */
export type KnownOfCalls = Pick<ComingCall, 'by' | 'notBefore'> & {
  /** Where buckets are, by their ARNs, which do not tell. */
  readonly buckets: ReadonlyMap<string, { readonly region: string; readonly account: string }>;
};

export function grantOf(
  role: ComingCall['roleArn'],
  permissions: readonly Permission[],
  { buckets = new Map(), by = 'users', notBefore = null }: Partial<KnownOfCalls> = {},
): RoleGrant {
  const plain = plainPermissions(permissions).flatMap(eachValue);
  return {
    role,
    by,
    notBefore,
    allows: plain
      .filter(({ effect }) => effect === 'Allow')
      .map((one) => ({ ...readPermission(one), ...whereOf(one, buckets) })),
    denies: plain.filter(({ effect }) => effect === 'Deny'),
  };
}

/** Of a grant what is on one resource and what lies in it: no more can the resource's own policy deny. */
export function grantedOn(arn: string, granted: RoleGrant): RoleGrant {
  return {
    ...granted,
    allows: granted.allows.filter(
      ({ permission: { resource } }) => resource === arn || resource.startsWith(`${arn}/`),
    ),
  };
}

/** A grant in parts, in each of which as much is known of all calls. */
export function partsOf(
  granted: RoleGrant,
): readonly (RoleGrant & { readonly call: ComingCall })[] {
  const parts = groupBy(granted.allows, ({ region, account }) => `${account} ${region}`);
  return parts.flatMap((allows) => {
    const [first] = allows;
    if (!first) return [];
    const { region, account } = first;
    const { role: roleArn, by, notBefore } = granted;
    return [
      { ...granted, allows, call: { roleArn, by, notBefore, region, account, prefix: null } },
    ];
  });
}

function whereOf(
  { resource, constraints }: PlainPermission,
  buckets: KnownOfCalls['buckets'],
): Where {
  const bucket = buckets.get(resource.split('/', 1)[0] ?? '');
  const named = parseArn(resource);
  const asked = constraints.find(({ key }) => key === 'aws:RequestedRegion');
  return {
    region: named?.region || bucket?.region || (asked?.values[0] ?? null),
    account: named?.account || bucket?.account || null,
  };
}
