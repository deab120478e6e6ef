import { finding, type Finding } from '../../contract/findings.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { compareText } from '../canonical.ts';
import type { Reading } from '../readings.ts';
import { groupBy } from '../group-by.ts';
import { passingOf } from '../iam/bounds.ts';
import { permissionsOf } from '../iam/document.ts';
import { grantOf, type KnownOfCalls, type RoleGrant } from '../iam/role-grant.ts';
import { consensus, type Answer } from '../trust/answer.ts';

/**
 * A permissions boundary caps a role, whatever its policies grant (IAM guide, "Permissions
 * boundaries"): what it does not allow, or what it denies, no policy of ours can give.
 */
export function boundaryFindings(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  boundary: string | undefined,
  reading: Reading<string> | undefined,
  known: Partial<KnownOfCalls> = {},
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
  const granted = grantOf(role, permissionsOf(after) ?? [], known);
  const mask = maskOf(reading.value, granted);
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

/** What a boundary takes away of a grant; `null`: it is no policy. */
function maskOf(document: string, granted: RoleGrant): Mask | null {
  const passing = passingOf(document, granted);
  if (passing === null) return null;
  const byAction = groupBy(passing, ({ action }) => action).map((alike) => ({
    action: alike[0]?.action ?? '',
    // An action that gets through on one resource and not on another is allowed in part.
    passes: consensus(alike.map(({ passes }) => passes)),
  }));
  const actionsThat = (answer: Answer): readonly string[] =>
    byAction
      .flatMap(({ action, passes }) => (passes === answer ? [action] : []))
      .toSorted(compareText);
  return { masked: actionsThat('no'), partly: actionsThat('depends') };
}
