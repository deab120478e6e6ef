import pLimit from 'p-limit';
import { AwsFault, AwsUnavailable } from '../../contract/errors/faults.ts';
import {
  AccessDenied,
  CredentialsMissing,
  ResourceMissing,
} from '../../contract/errors/caller-errors.ts';
import type { LinkItem } from '../../contract/link.ts';
import {
  concernedTargets,
  type ConcernedTarget,
  type KnownTargets,
} from '../../domain/targets/plan-targets.ts';
import type {
  OtherLink,
  TargetReading,
  TargetReadings,
  WantedIn,
} from '../../domain/targets/target-kind.ts';
import type { Services } from '../ports.ts';
import { otherLinksOf } from './other-links.ts';
import { stepsOf } from './steps.ts';
import type { PlannedBy, ReadServices } from './target-steps.ts';

/** How many targets are read at a time. */
const atOnce = 10;

/** What was read for a plan of targets. */
export type TargetWorld = {
  readonly readings: TargetReadings;
  /** By the id of a function target, its execution role as it is now; `null`: nobody knows. */
  readonly executionRoles: Readonly<Record<string, string | null>>;
  /** Other links whose keys stand on a target, by its id. */
  readonly otherLinks: Readonly<Record<string, readonly OtherLink[]>>;
};

/**
 * Reads every target that a link wants or holds, `only` those of a list where there is one. The roles of
 * functions are read once the functions have said which they are.
 */
export async function readTargets(
  item: LinkItem,
  wanted: Omit<WantedIn, 'executionRoles'>,
  known: KnownTargets,
  only: readonly string[] | null,
  services: ReadServices & Pick<Services, 'linkStore' | 'configStore'>,
  plannedBy: PlannedBy,
): Promise<TargetWorld> {
  const first = concernedTargets({ ...wanted, executionRoles: {} }, known);
  // Which role a function runs by is said by the function: all of them say whose a role is.
  const rolesAsked = only === null || only.some((id) => id.startsWith('role:'));
  const isAsked = ({ id }: ConcernedTarget): boolean => only === null || only.includes(id);
  const early = first.filter(
    (target) =>
      target.kind !== 'role' && (isAsked(target) || (rolesAsked && target.kind === 'function')),
  );
  const [readings, otherLinks] = await Promise.all([
    readAll(early, item, services, plannedBy),
    // Whoever gives something back takes nothing from anybody.
    plannedBy === 'removal' ? {} : otherLinksOf(early, item, services),
  ]);
  const executionRoles = rolesIn(readings, item.published?.executionRoles ?? {});
  const second = concernedTargets({ ...wanted, executionRoles }, known).filter(
    (target) => target.kind === 'role' && isAsked(target),
  );
  return {
    readings: new Map([...readings, ...(await readAll(second, item, services, plannedBy))]),
    executionRoles,
    otherLinks,
  };
}

async function readAll(
  targets: readonly ConcernedTarget[],
  item: LinkItem,
  services: ReadServices,
  plannedBy: PlannedBy,
): Promise<TargetReadings> {
  const limit = pLimit(atOnce);
  const readings = await Promise.all(
    targets.map((target) => limit(async () => readOne(target, item, services, plannedBy))),
  );
  return new Map(readings);
}

async function readOne(
  target: ConcernedTarget,
  item: LinkItem,
  services: ReadServices,
  plannedBy: PlannedBy,
): Promise<readonly [string, TargetReading]> {
  const { read } = stepsOf(target.kind);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return [target.id, await read(target, item, services, plannedBy)];
    } catch (error) {
      if (!isOfTarget(error)) throw error;
      if (!(error instanceof AwsUnavailable) || attempt === attempts) {
        const { name, message } = error as Error;
        return [
          target.id,
          { status: 'failed', error: name, cause: message.slice(0, longestCause) },
        ];
      }
      await services.wait(attempt * 1000);
    }
  }
}

/** Beside what the SDK tries by itself: the state as a whole is not tried again for one target. */
const attempts = 3;

/** Characters of a cause that a plan keeps: it is there once for each target. */
const longestCause = 400;

/** What AWS answers about one target, or does not, keeps none of the others from being planned. */
function isOfTarget(error: unknown): boolean {
  return (
    error instanceof AwsFault ||
    error instanceof AwsUnavailable ||
    error instanceof CredentialsMissing ||
    error instanceof ResourceMissing ||
    error instanceof AccessDenied
  );
}

/** The role of a function that may not be looked at is the one that it was agreed to run by. */
function rolesIn(
  readings: TargetReadings,
  agreed: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const functions = [...readings].filter(([id]) => id.startsWith('function:'));
  return Object.fromEntries(
    functions.map(([id, reading]) => [
      id,
      reading.status === 'found'
        ? reading.value.executionRole
        : reading.status === 'not-found'
          ? null
          : (agreed[id] ?? null),
    ]),
  );
}
