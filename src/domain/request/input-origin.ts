import type * as z from 'zod';
import { eventSchema, statusChangeDetailType, statusChangeSchema } from '../../contract/events.ts';
import { parseJson } from '../canonical.ts';

/** When an input was asked for, by which event, and the execution whose death it tells of. */
export function originOf(input: unknown) {
  return {
    askedAt: askedAt(input),
    eventId: eventIdOf(input),
    recovers: deathIn(input)?.executionArn ?? null,
  };
}

function deathIn(input: unknown): z.infer<ReturnType<typeof statusChangeSchema>> | null {
  const event = eventSchema().safeParse(input).data;
  if (event?.['detail-type'] !== statusChangeDetailType) return null;
  return statusChangeSchema().safeParse(event.detail).data ?? null;
}

/** Who stands behind an input: an event, or whoever sent the request. The second try asks as the first. */
export function starterOf(input: unknown): 'request' | 'event' {
  const asked = inputOfDead(input) ?? input;
  return asked instanceof Object && 'detail-type' in asked ? 'event' : 'request';
}

/**
 * When an input was asked for: when its event was put. Of an execution that died it is when the event was
 * put that had started it, or when it began by a request. `null`: now, or nobody knows.
 */
function askedAt(input: unknown): Date | null {
  const event = eventSchema().safeParse(inputOfDead(input) ?? input).data;
  return dateOf(event?.time) ?? dateOf(deathIn(input)?.startDate);
}

/** The id of the event that an input is; `null`: it is none, or does not say. */
function eventIdOf(input: unknown): string | null {
  return eventSchema().safeParse(inputOfDead(input) ?? input).data?.id ?? null;
}

function dateOf(time: string | number | undefined): Date | null {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The input of the execution whose death an event tells of; `null`: it tells of none, or of none to run again. */
export function inputOfDead(input: unknown): unknown {
  return parseJson(deathIn(input)?.input ?? '') ?? null;
}
