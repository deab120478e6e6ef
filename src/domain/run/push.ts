import { eventSource, detailTypes } from '../../contract/events.ts';
import { LinkNotRecorded } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { startersOf } from '../../contract/machines.ts';
import { pushRequestSchema, type PushRequest } from '../../contract/push/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { emptyPush, type PushData } from '../../contract/states/push-auth.ts';
import { boundedCause } from '../findings/failure-cause.ts';
import { linkRequestIn, readAs, type LinkRequestReader } from './link-request.ts';

const reader: LinkRequestReader<PushRequest> = {
  what: 'push',
  startedBy: startersOf('push-auth'),
  request: (asked) => readAs(pushRequestSchema(), asked, 'push'),
  // What was published is on the link; of what somebody asks for, all is read.
  event: ({ type, link, asked }) =>
    reader.request(type === detailTypes.configPublished ? link : asked),
};

/**
 * Lays out the state data of a push: from a person's request, from an event, or from the event of an
 * execution that died, whose own input is then read once more. What cannot be read becomes an outcome.
 */
export function beginPush(input: unknown, run: Slice<'run'>): PushData {
  const asked = linkRequestIn(input, reader);
  if ('text' in asked) return refusePush(asked.text, run);
  const { app, env, mode, only, follow } = asked;
  return {
    ...emptyPush(run),
    link: { app, env, source: eventSource({ app }) },
    push: { mode, only, follow },
  };
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
