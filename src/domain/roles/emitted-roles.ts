import { finding, type Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { sha256 } from '../canonical.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { knownDocuments } from '../link/link-record.ts';
import type { Documents } from './interrupted-writes.ts';
import { emittedPath } from './emitted-files.ts';
import type { RolePlan } from './plan.ts';

/**
 * The same plan with nothing written: what would overwrite a policy does not, and what does not fit
 * may still fit where its owner puts it. Says of each role what is left for its owner to do, once what
 * a dead run had begun is put back.
 */
export function emittedRoles(
  { roles, otherRoles, findings }: RolePlan,
  item: LinkItem,
  putBack: Documents = new Map(),
): RolePlan {
  const shown = roles
    .filter(({ before, after }) => before !== null || after !== null)
    .map((change) => ({ ...change, write: false }));
  return {
    roles: shown,
    otherRoles,
    findings: [
      ...findings.filter(({ code }) => code !== 'POLICY_DRIFT').map(withoutRefusal),
      ...shown
        .map((change) => ({ ...change, before: standing(change, putBack) }))
        .flatMap((change) => [...leftFindings(change, item), ...emittedFindings(change)]),
    ],
  };
}

function standing({ role, before }: RoleChange, putBack: Documents): string | null {
  return putBack.has(role) ? (putBack.get(role) ?? null) : before;
}

/** A managed policy has a limit of its own: 6,144 characters, ten of them on a role (IAM quotas). */
function withoutRefusal(found: Finding): Finding {
  if (found.code !== 'POLICY_BUDGET_EXCEEDED') return found;
  return {
    ...found,
    severity: 'warning',
    resolution:
      'Free room on the role, or attach the document as managed policies of at most 6,144 characters each.',
  };
}

function emittedFindings({ role, policyName, before, after }: RoleChange): Finding[] {
  if (after === null || before === after) return [];
  const state =
    before === null ? `does not stand on ${role} yet` : `stands on ${role} in another version`;
  return [
    finding('POLICY_EMITTED', {
      subject: role,
      message: `The policy ${policyName} ${state}: what the request grants holds once its owner has put ${emittedPath({ role, policyName })} there. Under another name, or as a managed policy, it is not seen here.`,
    }),
  ];
}

/** Nothing of ours is taken away by handing out files: what an earlier import wrote goes on granting. */
function leftFindings({ role, policyName, before, after }: RoleChange, item: LinkItem): Finding[] {
  if (before === null) return [];
  const isOurs = knownDocuments(item, role).has(sha256(before));
  if (!isOurs && after !== null) return [];
  const details = { subject: role, command: { roleName: roleNameOf(role), policyName } };
  const author = isOurs ? ' as an earlier import wrote it' : '';
  if (after === null) {
    return [
      finding('POLICY_LEFT_STANDING', {
        ...details,
        message: `The policy ${policyName} still stands on ${role}${author}, although the request grants nothing there.`,
        resolution:
          'Take it off by the tool that put it there; the command deletes one that an import wrote.',
      }),
    ];
  }
  if (before === after) {
    return [
      finding('POLICY_LEFT_STANDING', {
        ...details,
        severity: 'info',
        message: `The policy ${policyName} stands on ${role}${author}, and grants what the request does.`,
        resolution:
          "Nothing to do if the owner's tool manages it under this name; else put the document there by that tool, then delete this one.",
      }),
    ];
  }
  return [
    finding('POLICY_LEFT_STANDING', {
      ...details,
      message: `The policy ${policyName} still stands on ${role}${author}, and grants something else than the request does.`,
    }),
  ];
}
