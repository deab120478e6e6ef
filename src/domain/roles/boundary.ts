import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { compareText } from '../canonical.ts';
import type { Reading } from '../readings.ts';
import { patternsMeet } from '../pattern-match.ts';
import { actionTokens, patternTokens } from '../pattern.ts';
import { uncoveredBy } from '../iam/coverage.ts';
import { plainPermissions, type PlainPermission } from '../iam/permission.ts';
import { permissionsOf } from '../iam/document.ts';

/**
 * A permissions boundary caps a role, whatever its policies grant (IAM guide, "Permissions
 * boundaries"): what it does not allow, or what it denies, no policy of ours can give.
 */
export function boundaryFindings(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  boundary: string | undefined,
  reading: Reading<string> | undefined,
): Finding[] {
  if (after === null || boundary === undefined) return [];
  const place = { subject: role, command: { policyArn: boundary } };
  if (reading?.status !== 'found') {
    const denied = reading?.status === 'denied' ? reading.action : null;
    return [
      finding('BOUNDARY_NOT_JUDGED', {
        ...place,
        message: denied
          ? `AWS denied ${denied} on ${boundary}, the permissions boundary of ${role}.`
          : `The permissions boundary ${boundary} of ${role} was not found.`,
        ...(denied && { needed: denied }),
      }),
    ];
  }
  const judged = maskOf(after, reading.value);
  if (judged === null) {
    return [
      finding('BOUNDARY_NOT_JUDGED', {
        ...place,
        message: `The permissions boundary ${boundary} of ${role} holds statements of another kind than ours, so nobody knows here whether it lets the grants through.`,
      }),
    ];
  }
  if (judged.masked.length + judged.partly.length === 0) return [];
  const words = [
    ...(judged.masked.length > 0 ? [`does not allow ${judged.masked.join(', ')}`] : []),
    ...(judged.partly.length > 0
      ? [`allows ${judged.partly.join(', ')} in part or under conditions of its own only`]
      : []),
  ];
  return [
    finding('BOUNDARY_MASKS_GRANT', {
      ...place,
      message: `The permissions boundary ${boundary} of ${role} ${words.join(', and ')}.`,
      found: boundary,
      needed: [...judged.masked, ...judged.partly].join(', '),
    }),
  ];
}

/** Actions of which a boundary leaves nothing, and those of which it may leave less than is granted. */
export type Mask = { readonly masked: readonly string[]; readonly partly: readonly string[] };

/** What a boundary takes away of a document of ours; `null`: it is not in our closed language. */
export function maskOf(document: string, boundary: string): Mask | null {
  const permissions = permissionsOf(boundary);
  if (permissions === null) return null;
  const bounds = plainPermissions(permissions);
  const granted = plainPermissions(permissionsOf(document) ?? []).filter(
    ({ effect }) => effect === 'Allow',
  );
  const verdicts = granted.map((permission) => ({
    action: permission.action,
    verdict: verdictOf(permission, bounds),
  }));
  const actionsWith = (wanted: Verdict): readonly string[] =>
    [
      ...new Set(verdicts.flatMap(({ action, verdict }) => (verdict === wanted ? [action] : []))),
    ].toSorted(compareText);
  // An action that gets through on one resource and not on another is allowed in part.
  const through = new Set(
    verdicts.flatMap(({ action, verdict }) => (verdict === 'masked' ? [] : [action])),
  );
  const masked = actionsWith('masked').filter((action) => !through.has(action));
  const partly = [...actionsWith('partly'), ...actionsWith('masked')].filter(
    (action) => !masked.includes(action),
  );
  return { masked, partly: [...new Set(partly)].toSorted(compareText) };
}

type Verdict = 'through' | 'partly' | 'masked';

function verdictOf(permission: PlainPermission, bounds: readonly PlainPermission[]): Verdict {
  const allows = bounds.filter(({ effect }) => effect === 'Allow');
  const denies = bounds.filter(({ effect }) => effect === 'Deny');
  const isCovered = (by: readonly PlainPermission[], effect: PlainPermission['effect']) =>
    uncoveredBy([{ ...permission, effect }], by).length === 0;
  const meets = (by: readonly PlainPermission[]) => by.some((bound) => touches(bound, permission));
  if (!meets(allows) || isCovered(denies, 'Deny')) return 'masked';
  return isCovered(allows, 'Allow') && !meets(denies) ? 'through' : 'partly';
}

/** Whether there is a call to which both may apply; conditions are left open. */
function touches(one: PlainPermission, other: PlainPermission): boolean {
  return (
    patternsMeet(actionTokens(one.action), actionTokens(other.action)) &&
    patternsMeet(patternTokens(one.resource), patternTokens(other.resource))
  );
}
