import type { AllowList } from '../../contract/allow.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { finding, type Finding } from '../../contract/findings.ts';
import type { LinkItem, Starter } from '../../contract/link.ts';
import type { PublishedValues } from '../../contract/push/published.ts';
import type {
  PlannedKey,
  PlannedTarget,
  RecordedTarget,
  TargetRef,
} from '../../contract/push/target.ts';
import type { RunRequest } from '../../contract/request.ts';
import { isChanged, isOurs } from '../targets/plan-key.ts';
import { planTargets, type TargetPlan } from '../targets/plan-targets.ts';
import { hashOfSeen } from '../targets/seen-value.ts';
import type { TargetContext, TargetReadings, WantedIn } from '../targets/target-kind.ts';

/** What targets are given back by: nothing is wanted of any of them. */
export type RestoringInput = {
  /** As the tombstone leaves it: what a push may have written is among its targets. */
  readonly item: LinkItem;
  readonly readings: TargetReadings;
  readonly force: boolean;
  readonly startedBy: Starter;
  readonly allowList: AllowList | null;
};

/** A request that wants nothing of any target; `null`: nothing was ever recorded, nor pushed. */
export function wantingNothing({ app, env, request, published }: LinkItem): WantedIn | null {
  if (request === null) return null;
  const none: RunRequest = { ...request, functions: [], hosting: [], sites: [], parameters: false };
  const source = { ...(published ?? nothingPublished(request)), app, env, configUri: null };
  return { request: none, source, executionRoles: {}, files: {} };
}

function nothingPublished({ userPoolId }: RunRequest): PublishedValues {
  return {
    userPoolId,
    userPoolArn: null,
    webClientId: null,
    nativeClientId: null,
    identityPoolId: null,
    region: regionOfPool(userPoolId),
    revision: 0,
    accessAllowed: false,
    executionRoles: {},
  };
}

/** What becomes of the targets of a link that is removed, and what is said of them. */
export type RestoredTargets = TargetPlan & {
  /** Those that are not there any more. */
  readonly gone: readonly TargetRef[];
};

/** Targets on which something of ours may stand: of one that was only ever left alone nothing is known. */
export function heldTargets({ push }: Pick<LinkItem, 'push'>): readonly RecordedTarget[] {
  return (push?.targets ?? []).filter(({ keys }) => Object.keys(keys).length > 0);
}

/**
 * What is given back of each target that a link holds. Each key is held against three values: what is ours
 * becomes what stood there before; what is so already stays; anything else was changed by somebody, and is
 * kept unless the removal is forced.
 */
export function restoredTargets(input: RestoringInput): RestoredTargets {
  const { item, readings, startedBy, allowList } = input;
  const wanted = wantingNothing(item);
  const held = heldTargets(item);
  if (wanted === null || held.length === 0) return { targets: [], gone: [], findings: [] };
  const context: TargetContext = { ...wanted, startedBy, allowList, otherLinks: {} };
  const planned = planTargets({ held, open: [], context, readings, only: null });
  const restored = planned.targets.map((target) =>
    restoredTarget(target, held.find(({ id }) => id === target.target) ?? null, input),
  );
  const done = restored
    .filter(({ target }) => target.change === 'keep')
    .map(({ target }) => target.target);
  return {
    targets: restored.map(({ target }) => target),
    gone: held
      .filter(({ id }) => !planned.targets.some(({ target }) => target === id))
      .map(({ id, kind }) => ({ id, kind })),
    findings: [
      // Nobody has to allow what is not to be done.
      ...planned.findings.filter(({ subject }) => !done.includes(subject)),
      ...restored.flatMap(({ findings }) => findings),
    ],
  };
}

function restoredTarget(
  target: PlannedTarget,
  held: RecordedTarget | null,
  { force }: RestoringInput,
): { readonly target: PlannedTarget; readonly findings: readonly Finding[] } {
  const distribution = held?.distribution ?? null;
  if (target.change === 'leave') {
    const left = isGivenBack(target, held)
      ? { ...target, change: 'keep' as const, error: null }
      : target;
    return { target: { ...left, distribution }, findings: [] };
  }
  const changed = changedKeys(target);
  const keys = force ? forced(target.keys, changed) : target.keys;
  // Also where nothing is to be written: an invalidation may be owed.
  const restored = { ...target, keys, change: 'write' as const, distribution };
  if (changed.length === 0) return { target: restored, findings: [] };
  const removal = force ? ('restored' as const) : ('left' as const);
  const told = finding('TARGET_CHANGED', { target: target.target, keys: changed, removal });
  return { target: restored, findings: [told] };
}

/**
 * Whether nothing of ours is on a target that may not be written, as far as it was looked at: its owner has
 * taken ours away. After a write whose answer never came a read may lag behind.
 */
function isGivenBack({ error, keys }: PlannedTarget, held: RecordedTarget | null): boolean {
  if (error !== 'TARGET_NOT_ALLOWED' || held?.status === 'failed') return false;
  return Object.values(keys).every(
    (key) => !isChanged(key) && (!isOurs(key) || hashOfSeen(key.seen) === hashOfSeen(key.before)),
  );
}

/** The keys that hold neither what we wrote nor what stood there before. */
export function changedKeys({ keys }: Pick<PlannedTarget, 'keys'>): string[] {
  return Object.entries(keys)
    .filter(([, key]) => isChanged(key))
    .map(([name]) => name);
}

/** What somebody has put there counts as ours, as far as the plan has seen it. */
function forced(
  keys: PlannedTarget['keys'],
  changed: readonly string[],
): Record<string, PlannedKey> {
  const entries = Object.entries(keys).map(([name, key]) => {
    const seen = hashOfSeen(key.seen);
    if (seen === null || !changed.includes(name)) return [name, key] as const;
    return [name, { ...key, earlier: [...key.earlier, seen] }] as const;
  });
  return Object.fromEntries(entries);
}
