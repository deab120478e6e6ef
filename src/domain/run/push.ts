import {
  announcementSchema,
  eventSchema,
  eventSource,
  detailTypes,
} from '../../contract/events.ts';
import { LinkNotRecorded } from '../../contract/errors.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { startersOf } from '../../contract/machines.ts';
import { pushRequestSchema, type PushRequest } from '../../contract/push/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { emptyPush, type PushData } from '../../contract/states/push-auth.ts';
import { boundedCause } from '../findings/failure-cause.ts';
import { inputOfDead } from '../request/request-parsing.ts';

const understood = startersOf('push-auth');

/**
 * Lays out the state data of a push: from a person's request, from an event, or from the event of an
 * execution that died, whose own input is then read once more. What cannot be read becomes an outcome.
 */
export function beginPush(input: unknown, run: Slice<'run'>): PushData {
  const asked = askedIn(inputOfDead(input) ?? input);
  if ('text' in asked) return refusePush(asked.text, run);
  const { app, env, mode, only, follow } = asked;
  return {
    ...emptyPush(run),
    link: { app, env, source: eventSource({ app }) },
    push: { mode, only, follow },
  };
}

type Unreadable = { readonly text: string };

function askedIn(input: unknown): PushRequest | Unreadable {
  if (typeof input === 'object' && input !== null && 'detail-type' in input) return eventIn(input);
  const { Comment: _comment, ...rest } = (input ?? {}) as Record<string, unknown>;
  return requestIn(rest);
}

function eventIn(input: object): PushRequest | Unreadable {
  const event = eventSchema.safeParse(input);
  if (!event.success || !understood.includes(event.data['detail-type'])) {
    return { text: `A push starts from an event of type "${understood.join('" or "')}".` };
  }
  const { source, detail, 'detail-type': type } = event.data;
  const announced = announcementSchema.safeParse(detail);
  if (!announced.success) {
    return { text: `The detail of this event cannot be read: ${complaints(announced.error)}.` };
  }
  const { app, env } = announced.data;
  if (source !== eventSource({ app })) {
    return {
      text: `The source "${source}" of this event does not speak for the app "${app}"; its source must be "${eventSource({ app })}".`,
    };
  }
  // What was published is on the link; of what somebody asks for, all is read.
  if (type === detailTypes.configPublished) return requestIn({ app, env });
  const { version: _version, executionId: _id, revision: _revision, ...asked } = detail;
  return requestIn(asked);
}

function requestIn(asked: unknown): PushRequest | Unreadable {
  const request = pushRequestSchema.safeParse(asked);
  if (request.success) return request.data;
  return {
    text: `This push request cannot be read: ${complaints(request.error)}. It names a link, like { "app": "storefront", "env": "prod" }.`,
  };
}

function complaints({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

/** There is nothing to push of a link that no import has recorded; and no lease to take of it. */
export function refuseUnrecorded(begun: PushData, link: LinkName): PushData {
  return { ...begun, outcome: refusal(new LinkNotRecorded(linkLabel(link))) };
}

function refusePush(text: string, run: Slice<'run'>): PushData {
  const error = { name: 'InvalidRequest', message: boundedCause(text) };
  return { ...emptyPush(run), outcome: refusal(error) };
}

function refusal({ name, message }: Pick<Error, 'name' | 'message'>): PushData['outcome'] {
  const error = { name, message };
  return {
    error: name,
    cause: message,
    detailType: null,
    detail: {},
    result: {
      status: 'refused',
      error,
      revision: null,
      findings: [],
      targets: [],
      superseded: false,
    },
  };
}
