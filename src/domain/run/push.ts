import { announcementSchema, eventSchema, eventSource } from '../../contract/events.ts';
import type { LinkItem } from '../../contract/link.ts';
import { startersOf } from '../../contract/machines.ts';
import type { Slice } from '../../contract/slices.ts';
import { emptyPush, type PushData } from '../../contract/states/push-auth.ts';
import { boundedCause, causeText } from '../findings/failure-cause.ts';

const understood = startersOf('push-auth');

/** Lays out the state data of a push; an event that cannot be read becomes an outcome. */
export function beginPush(input: unknown, run: Slice<'run'>): PushData {
  const event = eventSchema.safeParse(input);
  if (!event.success || !understood.includes(event.data['detail-type'])) {
    return refusePush(`A push starts from an event of type "${understood.join('" or "')}".`, run);
  }
  const detail = announcementSchema.safeParse(event.data.detail);
  if (!detail.success) {
    const fields = detail.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return refusePush(`The detail of this event cannot be read: ${fields.join('; ')}.`, run);
  }
  const { app, env, revision = null } = detail.data;
  const source = eventSource({ app });
  if (event.data.source !== source) {
    return refusePush(
      `The source "${event.data.source}" of this event does not speak for the app "${app}"; its source must be "${source}".`,
      run,
    );
  }
  return { ...emptyPush(run), link: { app, env, source }, revision };
}

/** The link item with the push that has been done. */
export function recordedPush(item: LinkItem, run: Slice<'run'>): LinkItem {
  const { revision, push } = item;
  return { ...item, push: { ...push, revision, executionId: run.executionId, at: run.now } };
}

/** What a failed push tells people and the bus. */
export function concludePush(
  link: Slice<'link'>,
  run: Slice<'run'>,
  failure: Slice<'failure'>,
): NonNullable<PushData['outcome']> {
  return {
    error: failure.Error,
    cause: boundedCause(causeText(failure.Cause)),
    detail: {
      version: '1',
      app: link.app,
      env: link.env,
      executionId: run.executionId,
      error: failure.Error,
    },
  };
}

function refusePush(cause: string, run: Slice<'run'>): PushData {
  return { ...emptyPush(run), outcome: { error: 'InvalidRequest', cause, detail: {} } };
}
