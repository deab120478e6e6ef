import type * as z from 'zod';
import { announcementSchema, eventSchema, eventSource } from '../../contract/events.ts';
import type { LinkName } from '../../contract/link.ts';
import { inputOfDead } from '../request/input-origin.ts';

/** What is asked of a link that is recorded: by a person, by an event, or once more after a death. */

/** Why an input cannot be understood, in plain words. */
export type Unreadable = { readonly text: string };

/** An event that speaks for a link, and what it asks for. */
type LinkEvent = {
  readonly type: string;
  readonly link: LinkName;
  readonly asked: Readonly<Record<string, unknown>>;
};

/** How the first state of a machine understands its input. */
export type LinkRequestReader<Request> = {
  /** As people call it: `push`. */
  readonly what: string;
  /** The types of events that start it. */
  readonly startedBy: readonly string[];
  readonly request: (asked: unknown) => Request | Unreadable;
  readonly event: (event: LinkEvent) => Request | Unreadable;
};

/** Understands the input of a machine; the input of an execution that died is read once more. Never throws. */
export function linkRequestIn<Request>(
  input: unknown,
  reader: LinkRequestReader<Request>,
): Request | Unreadable {
  const asked = inputOfDead(input) ?? input;
  if (typeof asked === 'object' && asked !== null && 'detail-type' in asked) {
    return eventIn(asked, reader);
  }
  const { Comment: _comment, ...rest } = (asked ?? {}) as Record<string, unknown>;
  return reader.request(rest);
}

function eventIn<Request>(
  input: object,
  { what, startedBy, event: read }: LinkRequestReader<Request>,
): Request | Unreadable {
  const event = eventSchema().safeParse(input);
  if (!event.success || !startedBy.includes(event.data['detail-type'])) {
    return { text: `A ${what} starts from an event of type "${startedBy.join('" or "')}".` };
  }
  const { source, detail, 'detail-type': type } = event.data;
  const announced = announcementSchema().safeParse(detail);
  if (!announced.success) {
    return { text: `The detail of this event cannot be read: ${complaints(announced.error)}.` };
  }
  const { app, env } = announced.data;
  if (source !== eventSource({ app })) {
    return {
      text: `The source "${source}" of this event does not speak for the app "${app}"; its source must be "${eventSource({ app })}".`,
    };
  }
  const { version: _version, executionId: _id, revision: _revision, ...asked } = detail;
  return read({ type, link: { app, env }, asked });
}

/** A request by its schema, or what is wrong with it. */
export function readAs<Request>(
  schema: z.ZodType<Request>,
  asked: unknown,
  what: string,
): Request | Unreadable {
  const request = schema.safeParse(asked);
  if (request.success) return request.data;
  return {
    text: `This ${what} request cannot be read: ${complaints(request.error)}. It names a link, like { "app": "storefront", "env": "prod" }.`,
  };
}

function complaints({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
