import { arnIn, type Place } from '../../../contract/named-resource.ts';
import { groupBy } from '../../group-by.ts';
import { allowedIn } from '../../iam/bounds.ts';
import { denialsIn } from '../../iam/denials.ts';
import { grantedOn, type RoleGrant } from '../../iam/role-grant.ts';

/**
 * By what the own policy of an API denies something of a grant: for each stage and method, sets of what
 * decides it in each call, an empty one for what it always denies. In the account of the API the policy
 * need not allow what a role does, but a Deny of it beats every Allow (API Gateway guide, "How API Gateway
 * resource policies affect authorization workflow"). One that cannot be read denies nothing that anybody
 * could tell.
 *
 * @param api where it is, and its id there
 */
export function deniedByApi(
  policy: string,
  api: Place & { readonly id: string },
  granted: RoleGrant,
): readonly (readonly string[])[] {
  return readings(policy, api, granted).flatMap((part) =>
    denialsIn(part.policy, part.granted).map(({ conditions }) => conditions),
  );
}

/** Whether the own policy of an API allows each call of a grant for certain; what is no policy does. */
export function allowedByApi(
  policy: string,
  api: Place & { readonly id: string },
  granted: RoleGrant,
): boolean {
  return readings(policy, api, granted).every((part) =>
    (allowedIn(part.policy, part.granted) ?? []).every(({ passes }) => passes === 'yes'),
  );
}

/** The policy as it reads for each stage and method of a grant, with what of the grant is on these. */
function readings(policy: string, api: Place & { readonly id: string }, granted: RoleGrant) {
  const arn = arnIn(api, 'execute-api', api.id);
  const own = grantedOn(arn, granted);
  const called = ({ permission }: (typeof own.allows)[number]) => {
    const [, stage = '', method = ''] = permission.resource.slice(arn.length).split('/');
    return { stage, method };
  };
  return groupBy(own.allows, (allow) => JSON.stringify(called(allow))).flatMap((allows) =>
    allows.slice(0, 1).map((first) => ({
      policy: spelledOut(policy, arn, called(first)),
      granted: { ...own, allows },
    })),
  );
}

/**
 * A policy with the ARN of its API for the short `execute-api:` (API Gateway guide, "resource policy
 * examples"), and with one stage and method for those that it leaves open by a wildcard: as
 * wildcards know no slashes, a Deny of every POST is also one of a GET of a path with a part named POST,
 * which nobody means.
 */
function spelledOut(
  policy: string,
  arn: string,
  { stage, method }: { readonly stage: string; readonly method: string },
): string {
  const [start = '', ...resources] = policy
    .replaceAll(/"execute-api:\\?\//g, `"${arn}/`)
    .split(`"${arn}/`);
  const narrowed = resources.map((resource) =>
    resource
      .replace(/^\*(?=\/(?:\*|[A-Z]+)["/])/, stage)
      .replace(/^[^"/*]+\/\*(?=\/)/, (open) => `${open.slice(0, -1)}${method}`),
  );
  return [start, ...narrowed].join(`"${arn}/`);
}
