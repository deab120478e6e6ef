import { finding, type Finding } from '../../contract/findings.ts';
import { linkOfPolicy } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ForeignPolicy } from '../readings.ts';
import { denialsIn, grantedBy, type GrantDenial } from '../iam/denials.ts';

/** What a role is to be granted, and another inline policy denies there: of another link, or of anybody. */
export function roleDenials(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  policies: readonly ForeignPolicy[],
): Finding[] {
  if (policies.length === 0) return [];
  const granted = grantedBy(role, after);
  return policies.flatMap(({ name, document = '' }) =>
    denialsIn(document, granted).map((denial) =>
      finding(linkOfPolicy(name) === null ? 'GRANT_DENIED_ON_ROLE' : 'GRANT_DENIED_BY_LINK', {
        role,
        policyName: name,
        ...factsOf(denial),
      }),
    ),
  );
}

/** What is always denied says so by saying of no condition. */
function factsOf({ conditions, ...denial }: GrantDenial) {
  return { ...denial, ...(conditions.length > 0 && { conditions }) };
}
