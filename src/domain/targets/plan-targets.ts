import { finding, type Finding } from '../../contract/findings.ts';
import type { PlannedTarget, RecordedTarget } from '../../contract/push/target.ts';
import { differs, planKey, seenUnder, type KnownBefore } from './plan-key.ts';
import { changedFindings, contestedFindings } from './target-findings.ts';
import { rulesOf, wantedTargets } from './target-kinds.ts';
import type {
  Judgement,
  SeenTarget,
  TargetReading,
  TargetContext,
  TargetReadings,
  WantedIn,
  WantedTarget,
} from './target-kind.ts';

/** What is known of targets from before. */
export type KnownTargets = {
  /** What the link holds from earlier pushes. */
  readonly held: readonly RecordedTarget[];
  /** What a push that died was to do; empty: none has. */
  readonly open: readonly PlannedTarget[];
};

/** Everything that targets are planned from. */
export type TargetPlanInput = KnownTargets & {
  readonly context: TargetContext;
  readonly readings: TargetReadings;
  /** Only these are planned; `null`: all. */
  readonly only: readonly string[] | null;
};

export type TargetPlan = {
  readonly targets: readonly PlannedTarget[];
  /** Warnings and information, but for what is wrong in the request's own text. */
  readonly findings: readonly Finding[];
};

/** A target that has to be read: what is wanted of it, and what is held. */
export type ConcernedTarget = {
  readonly id: string;
  readonly kind: PlannedTarget['kind'];
  /** Our names on it. */
  readonly names: readonly string[];
  readonly roleArn: string | null;
  readonly distribution: PlannedTarget['distribution'];
  /** What the link holds of it; `null`: nothing was pushed there yet. */
  readonly held: RecordedTarget | null;
};

/** Every target that a push looks at: those that the request wants, then those that are only held. */
export function concernedTargets(
  context: WantedIn,
  { held, open }: KnownTargets,
): readonly ConcernedTarget[] {
  const wanted = wantedTargets(context);
  const known = [
    ...wanted,
    ...held,
    ...open.map(({ target, ...rest }) => ({ id: target, ...rest })),
  ];
  return [...new Set(known.map(({ id }) => id))].map((id) => {
    const all = known.filter((one) => one.id === id);
    return {
      id,
      kind: all[0]?.kind ?? 'parameters',
      names: [...new Set(all.flatMap(({ keys }) => Object.keys(keys)))],
      roleArn: all.find(({ roleArn }) => roleArn)?.roleArn ?? null,
      distribution: wanted.find((one) => one.id === id)?.distribution ?? null,
      held: held.find((one) => one.id === id) ?? null,
    };
  });
}

/**
 * What becomes of each target, and what is said of it. Pure: the import's plan and the push's plan come
 * from the same rules. A target that cannot be written is left, and refuses nothing.
 */
export function planTargets(input: TargetPlanInput): TargetPlan {
  const wanted = wantedTargets(input.context);
  const concerned = concernedTargets(input.context, input).filter(
    ({ id }) => input.only === null || input.only.includes(id),
  );
  const plans = concerned.map(({ id, kind }) =>
    planTarget({ id, kind }, wanted.find((one) => one.id === id) ?? null, input),
  );
  return {
    targets: plans.flatMap(({ target }) => target ?? []),
    findings: plans.flatMap(({ findings }) => findings),
  };
}

type OnePlan = { readonly target: PlannedTarget | null; readonly findings: readonly Finding[] };

function planTarget(
  { id, kind }: Pick<ConcernedTarget, 'id' | 'kind'>,
  wanted: WantedTarget | null,
  { context, held, open, readings }: TargetPlanInput,
): OnePlan {
  const reading: TargetReading = readings.get(id) ?? { status: 'not-found' };
  const known = {
    held: held.find((one) => one.id === id) ?? null,
    open: open.find(({ target }) => target === id) ?? null,
  };
  const seen = reading.status === 'found' ? reading.value : null;
  const names = [wanted, known.held, known.open].flatMap((one) => Object.keys(one?.keys ?? {}));
  const keys = Object.fromEntries(
    [...new Set(names)].map((name) => [
      name,
      planKey(
        kind,
        name,
        { seen: seenUnder(seen?.ours ?? {}, name), after: wanted?.keys[name] ?? null },
        known,
      ),
    ]),
  );
  const judged = judgementOf({ id, kind }, wanted, reading, keys, context);
  // Nothing is there to give back, and nobody wants it.
  if (wanted === null && reading.status === 'not-found') return { target: null, findings: [] };
  const isOpen =
    Object.values(keys).some((key) => differs(kind, key)) ||
    (wanted !== null && seen?.isStale === true);
  return {
    target: {
      target: id,
      kind,
      change: judged.error ? 'leave' : isOpen ? 'write' : 'keep',
      wanted: wanted !== null,
      keys,
      foreign: seen?.foreign ?? null,
      error: judged.error,
      roleArn: wanted?.roleArn ?? known.held?.roleArn ?? known.open?.roleArn ?? null,
      build: wanted?.build ?? null,
      ...(judged.noBuild && { noBuild: judged.noBuild }),
      distribution: wanted?.distribution
        ? { id: wanted.distribution.id, path: judged.invalidates ?? null }
        : null,
      owed: known.open?.change === 'write' || isUncertain(known.held),
      ...regionOf(seen, known),
    },
    findings: [...judged.findings, ...contestedFindings(known.held)],
  };
}

/** Where a target has been from the first: it does not move with whoever looks at it. */
function regionOf(
  seen: SeenTarget | null,
  { held, open }: KnownBefore,
): Pick<PlannedTarget, 'region'> {
  const region = held?.region ?? open?.region ?? seen?.region;
  return region === undefined ? {} : { region };
}

function judgementOf(
  { id, kind }: Pick<ConcernedTarget, 'id' | 'kind'>,
  wanted: WantedTarget | null,
  reading: TargetReading,
  keys: PlannedTarget['keys'],
  context: TargetContext,
): Judgement {
  const rules = rulesOf(kind);
  if (reading.status === 'denied' || reading.status === 'failed') {
    const why =
      reading.status === 'denied'
        ? { action: reading.action, error: null }
        : { action: null, error: reading.error, cause: reading.cause };
    const told = finding('TARGET_UNREADABLE', { target: id, ...why });
    return { findings: [told], error: 'TARGET_UNREADABLE' };
  }
  if (reading.status === 'not-found') {
    const told = rules.missing(id);
    return { findings: [told], error: told.code as Judgement['error'] };
  }
  const { findings, ...judged } = rules.judge({ id, wanted, keys, seen: reading.value }, context);
  // Of what is left alone, nothing is replaced.
  const changed = judged.error ? [] : changedFindings({ id, kind }, keys);
  return { findings: [...findings, ...changed], ...judged };
}

/** Whether a write has failed so that it may have happened; a build that failed says nothing of that. */
function isUncertain(held: RecordedTarget | null): boolean {
  return held?.status === 'failed' && held.error?.name !== 'BuildFailed';
}
