import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { compareText } from '../canonical.ts';
import type { Reading } from '../readings.ts';
import {
  patternsTouch,
  readPermission,
  uncoveredBy,
  type ReadPermission,
} from '../iam/coverage.ts';
import { eachValue, plainPermissions, type PlainPermission } from '../iam/permission.ts';
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
  const place = { role, boundary };
  if (reading?.status === 'denied') {
    const why = { because: 'denied', action: reading.action } as const;
    return [finding('BOUNDARY_NOT_JUDGED', { ...place, why })];
  }
  if (reading?.status !== 'found') {
    return [finding('BOUNDARY_NOT_JUDGED', { ...place, why: { because: 'not found' } })];
  }
  const mask = maskOf(after, reading.value);
  if (mask === null) {
    const why = { because: 'other kinds of statements' } as const;
    return [finding('BOUNDARY_NOT_JUDGED', { ...place, why })];
  }
  const [masked, partly] = [[...mask.masked], [...mask.partly]];
  if (masked.length + partly.length === 0) return [];
  return [finding('BOUNDARY_MASKS_GRANT', { ...place, masked, partly })];
}

/** Actions of which a boundary leaves nothing, and those of which it may leave less than is granted. */
type Mask = { readonly masked: readonly string[]; readonly partly: readonly string[] };

/** What a boundary takes away of a document of ours; `null`: it is not in our closed language. */
function maskOf(document: string, boundary: string): Mask | null {
  const permissions = permissionsOf(boundary);
  if (permissions === null) return null;
  const bounds = plainPermissions(permissions).flatMap(eachValue);
  const granted = plainPermissions(permissionsOf(document) ?? [])
    .flatMap(eachValue)
    .filter(({ effect }) => effect === 'Allow');
  const verdicts = verdictsOf(granted, bounds);
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

function verdictsOf(
  granted: readonly PlainPermission[],
  bounds: readonly PlainPermission[],
): readonly { readonly action: string; readonly verdict: Verdict }[] {
  const allows = bounds.filter(({ effect }) => effect === 'Allow');
  const denies = bounds.filter(({ effect }) => effect === 'Deny');
  const notAllowed = new Set(uncoveredBy(granted, allows));
  const asDenied = granted.map((one) => ({ ...one, effect: 'Deny' as const }));
  const notDenied = new Set(uncoveredBy(asDenied, denies));
  const [allowing, denying] = [allows.map(readPermission), denies.map(readPermission)];
  return granted.map((one, index) => {
    const permission = readPermission(one);
    const meets = (by: readonly ReadPermission[]) =>
      by.some((bound) => patternsTouch(bound, permission));
    const denied = asDenied[index];
    const isDenied = denied !== undefined && !notDenied.has(denied);
    const verdict = (): Verdict => {
      if (!meets(allowing) || isDenied) return 'masked';
      return !notAllowed.has(one) && !meets(denying) ? 'through' : 'partly';
    };
    return { action: one.action, verdict: verdict() };
  });
}
