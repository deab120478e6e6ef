import type { AllowList } from '../../contract/allow.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, policyNameOf, type LinkItem, type Starter } from '../../contract/link.ts';
import { isTombstone, type StoredManifest } from '../../contract/manifest.ts';
import type { RemovalPlan } from '../../contract/removal/plan.ts';
import type { RemoveData } from '../../contract/states/remove-auth.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { rolesOfLateWrites, unsettledRoles } from '../link/link-record.ts';
import { isSeenByPerson } from '../link/remembered-plans.ts';
import { agreedFindings } from '../plan/agreed-findings.ts';
import type { TargetReadings } from '../targets/target-kind.ts';
import { removalOf } from './deliveries.ts';
import { elsewhereFindings, type Here } from './elsewhere.ts';
import { removedRoles, type RoleToRemoveFrom } from './removed-roles.ts';
import { restoredTargets } from './restored-targets.ts';
import { isExpired } from './standing.ts';
import { tombstoneText } from './tombstone.ts';

/** What a removal is asked for. */
type RemovalTerms = Pick<
  NonNullable<RemoveData['remove']>,
  'mode' | 'expectPlan' | 'force' | 'purge'
>;

/** Everything that a removal is planned from. */
export type RemovalInput = {
  /** As the link stands. */
  readonly item: LinkItem;
  /** As the tombstone is to leave it: see `takenOver`. */
  readonly whole: LinkItem;
  readonly manifest: { readonly manifest: StoredManifest; readonly etag: string } | null;
  readonly roles: readonly RoleToRemoveFrom[];
  /** Policies were emitted, and the plan that says for which roles is gone. */
  readonly rolesUnknown: boolean;
  readonly readings: TargetReadings;
  readonly terms: RemovalTerms;
  readonly startedBy: Starter;
  /** Where it looks. */
  readonly here: Here;
  /** When the run began. */
  readonly now: string;
  readonly allowList: AllowList | null;
};

/** Raised by whoever changes what a hash holds. */
const hashVersion = 1;

/** The exact list of what a removal takes away and puts back. Pure: same input, same plan. */
export function removalPlan(input: RemovalInput): RemovalPlan {
  const { item, whole, manifest, terms, startedBy, allowList } = input;
  const { force } = terms;
  const unsettled = new Set(unsettledRoles(item));
  const lookedAt = new Set(rolesOfLateWrites(item));
  const policies = removedRoles(input.roles, whole, { force, allowList, unsettled, lookedAt });
  const targets = restoredTargets({
    item: whole,
    readings: input.readings,
    force,
    startedBy,
    allowList,
  });
  const revision = manifest?.manifest.revision ?? whole.revision;
  const elsewhere = elsewhereFindings(whole, input.here);
  // What was looked at in another place says nothing.
  const certain =
    elsewhere.length > 0
      ? [...elsewhere]
      : [...unknownRoles(input), ...policies.findings, ...targets.findings];
  const { app, env } = item;
  const plan: Omit<RemovalPlan, 'hash'> = {
    version: '1',
    app,
    env,
    hashVersion,
    rolePolicies: whole.request?.rolePolicies ?? 'write',
    force,
    purge: terms.purge,
    isBegun: manifest !== null && isTombstone(manifest.manifest),
    revision,
    tombstone: manifest === null ? null : tombstoneText({ app, env }, manifest.manifest.revision),
    manifestEtag: manifest?.etag ?? null,
    roles: [...policies.roles],
    targets: [...targets.targets],
    gone: [...targets.gone],
    findings: certain,
  };
  const hash = removalHash(plan, whole, terms);
  return { ...plan, hash, findings: [...certain, ...eventFindings(input, hash)] };
}

/**
 * Names what a removal would do: whose roles and targets are cleared, and what is put back. What stands
 * there is no matter, but for what somebody else has changed: that is told by findings.
 */
function removalHash(
  plan: Omit<RemovalPlan, 'hash'>,
  whole: LinkItem,
  { force, purge }: RemovalTerms,
): string {
  const held = whole.push?.targets ?? [];
  const agreed = {
    app: plan.app,
    env: plan.env,
    revision: plan.revision,
    ...removalOf(whole).named,
    roles: plan.roles.map(({ role, policyName }) => [role, policyName]),
    targets: held.map(({ id, keys }) => [
      id,
      Object.fromEntries(Object.entries(keys).map(([name, { before }]) => [name, before])),
    ]),
    force,
    purge,
    findings: agreedFindings(plan),
  };
  return `sha256:${sha256(canonicalJson(agreed))}`;
}

function unknownRoles({ whole, rolesUnknown }: RemovalInput): readonly Finding[] {
  const identityPool = whole.request?.identityPoolId ?? null;
  if (!rolesUnknown || identityPool === null || whole.revision === null) return [];
  const policyName = policyNameOf(whole);
  return [finding('EMITTED_ROLES_UNKNOWN', { policyName, identityPool, revision: whole.revision })];
}

/**
 * Whoever may put an event is not always somebody who may take an environment away: that needs the hash of
 * a plan that a person has seen, an end that has come, or the word of the request that set the end. What
 * was begun is finished by anybody.
 */
function eventFindings(
  { whole, manifest, terms, startedBy, now }: RemovalInput,
  hash: string,
): Finding[] {
  if (startedBy !== 'event' || terms.mode === 'plan') return [];
  const isBegun = manifest !== null && isTombstone(manifest.manifest);
  const { expectPlan } = terms;
  const isAgreed = expectPlan !== null && isSeenByPerson(whole.plans, expectPlan, 'removal');
  const mayByEvent = whole.request?.removeByEvent === true && whole.request.expires !== null;
  if (isBegun || isAgreed || mayByEvent || isExpired(whole, now)) return [];
  const change = { what: 'removal' as const, link: linkLabel(whole) };
  return [finding('EXPECT_PLAN_NEEDED', { change, plan: hash, expected: expectPlan })];
}
