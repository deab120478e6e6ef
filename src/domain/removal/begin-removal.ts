import { eventSource } from '../../contract/events.ts';
import { LinkNotRecorded } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkName, type Starter } from '../../contract/link.ts';
import { startersOf } from '../../contract/machines.ts';
import {
  removeEventSchema,
  removeRequestSchema,
  removeTickSchema,
  type RemoveRequest,
} from '../../contract/removal/request.ts';
import type { SeenLink } from '../../contract/seen-link.ts';
import type { Slice } from '../../contract/slices.ts';
import { emptyRemoval, type RemoveData } from '../../contract/states/remove-auth.ts';
import { boundedCause } from '../findings/failure-cause.ts';
import { inputOfDead, starterOf } from '../request/input-origin.ts';
import { linkRequestIn, readAs, type LinkRequestReader } from '../run/link-request.ts';
import { isKnown, isRemoved } from './standing.ts';

const reader: LinkRequestReader<RemoveRequest> = {
  what: 'removal',
  startedBy: startersOf('remove-auth'),
  // What says of itself that the stack has started it is nothing else, and asks for nothing more.
  request: (asked) => {
    if (!isRecord(asked) || !('startedBy' in asked)) {
      return readAs(removeRequestSchema(), asked, 'removal');
    }
    const tick = readAs(removeTickSchema(), asked, 'removal');
    return 'text' in tick ? tick : readAs(removeRequestSchema(), linkOf(tick), 'removal');
  },
  event: ({ asked }) => {
    const allowed = readAs(removeEventSchema(), asked, 'removal');
    return 'text' in allowed ? allowed : readAs(removeRequestSchema(), allowed, 'removal');
  },
};

/** Who stands behind the input of a removal: the stack says of itself who it is, and gains nothing by it. */
export function starterOfRemoval(input: unknown): Starter {
  const asked = inputOfDead(input) ?? input;
  const { startedBy } = isRecord(asked) ? asked : {};
  return removeTickSchema().shape.startedBy.safeParse(startedBy).data ?? starterOf(input);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function linkOf({ app, env }: LinkName): LinkName {
  return { app, env };
}

/**
 * When a removal was asked for; `null`: nobody has. The stack only does what the link says already, and
 * makes nothing out of date that was asked for before it came by.
 */
export function askedForAt({ startedBy, asOf }: Slice<'run'>): Slice<'run'>['asOf'] {
  return startedBy === 'expiry' || startedBy === 'recovery' ? null : asOf;
}

/** Lays out the state data of a removal. What cannot be read becomes an outcome. */
export function beginRemoval(input: unknown, run: Slice<'run'>): RemoveData {
  const asked = linkRequestIn(input, reader);
  if ('text' in asked) {
    const message = boundedCause(asked.text);
    return { ...emptyRemoval(run), outcome: refusal({ name: 'InvalidRequest', message }) };
  }
  const { app, env, ...remove } = asked;
  return { ...emptyRemoval(run), link: { app, env, source: eventSource({ app }) }, remove };
}

/**
 * The same once the link is known: of one that nobody has imported there is nothing to remove, and one that
 * was removed stays so. The stack itself asks about neither in vain.
 */
export function withLink(begun: RemoveData, item: SeenLink, mayPurge: boolean): RemoveData {
  if (begun.remove?.purge && !mayPurge) {
    const message =
      'Files of revisions are deleted for good by stacks only that were deployed with --context purge=true. Leave "purge" out.';
    return { ...begun, outcome: refusal({ name: 'InvalidRequest', message }) };
  }
  const isOwnStart = !['request', 'event'].includes(begun.run.startedBy);
  // Whoever else asks is noted on the link: an import that was asked for before must not bring it back.
  if (isOwnStart && isRemoved(item) && item.removed?.announced) {
    return { ...begun, outcome: unchanged(item) };
  }
  if (isKnown(item)) return begun;
  if (isOwnStart) return { ...begun, outcome: unchanged(item) };
  return { ...begun, outcome: refusal(new LinkNotRecorded(linkLabel(item))) };
}

const nothing = { findings: [], roles: [], targets: [] };

function unchanged({ revision }: SeenLink): NonNullable<RemoveData['outcome']> {
  return { error: null, cause: null, result: { status: 'unchanged', revision, ...nothing } };
}

function refusal({
  name,
  message,
}: Pick<Error, 'name' | 'message'>): NonNullable<RemoveData['outcome']> {
  const result = { status: 'refused' as const, error: { name, message }, revision: null };
  return { error: name, cause: message, result: { ...result, ...nothing } };
}
