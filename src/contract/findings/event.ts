import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { signedLines, statementSchema } from '../statement-text.ts';
import { catalogue, entry } from './entry.ts';
import { once } from '../when-asked.ts';

/** What somebody must have seen before it is done. */
const toBeSeen = once(() =>
  z.discriminatedUnion('what', [
    z.strictObject({
      what: z.literal('another pool'),
      link: z.string(),
      field: z.enum(['userPoolId', 'identityPoolId']),
      stored: z.string().nullable(),
      requested: z.string().nullable(),
    }),
    z.strictObject({
      what: z.literal('an end'),
      link: z.string(),
      field: z.enum(['expires', 'removeByEvent']),
      /** The time that is asked for. */
      requested: z.string().nullable(),
    }),
    z.strictObject({
      what: z.literal('new access of guests'),
      role: z.string(),
      allowed: z.array(statementSchema()),
      deniedNoMore: z.array(statementSchema()),
    }),
    z.strictObject({
      what: z.literal('new access of functions'),
      role: z.string(),
      allowed: z.array(statementSchema()),
    }),
    z.strictObject({ what: z.literal('removal'), link: z.string() }),
  ]),
);

/** What an event alone cannot do, after "cannot". */
function deedOf(change: z.infer<ReturnType<typeof toBeSeen>>): string {
  if (change.what === 'removal') return `remove ${change.link}`;
  if (change.what === 'another pool')
    return `lead ${change.link} from the ${change.field} ${change.stored ?? 'none'} to ${change.requested ?? 'none'}`;
  if (change.what === 'an end') {
    return change.field === 'expires'
      ? `let ${change.link} expire at ${change.requested ?? 'any time'}`
      : `let events remove ${change.link} before it expires`;
  }
  const whom = change.what === 'new access of guests' ? 'guests' : 'functions';
  return `give ${whom}, by the role ${roleNameOf(change.role)}, what they do not have yet`;
}

/** Findings about what an event may not ask for by itself. */
export const eventCatalogue = catalogue(() => ({
  EXPECT_PLAN_NEEDED: entry({
    severity: 'error',
    meaning:
      'An event asks for new access of guests or of functions, for another pool, for an earlier end of the link, or for a removal, without the hash of a plan that a person has had made here.',
    facts: () => ({
      change: toBeSeen(),
      /** The hash of the plan of this run; `null`: it is refused for other reasons too. */
      plan: z.string().nullable(),
      /** The hash that the event names, of no plan that counts; `null`: it names none. */
      expected: z.string().nullable(),
    }),
    agreed: [],
    subject: ({ change }) => {
      if (change.what === 'removal') return change.link;
      return 'field' in change ? change.field : change.role;
    },
    message: ({ change, expected }) =>
      expected === null
        ? `An event alone cannot ${deedOf(change)}.`
        : `An event alone cannot ${deedOf(change)}, and ${expected} is of no plan that a person's run has made here and that the link remembers.`,
    found({ change }) {
      if (change.what === 'removal') return undefined;
      if (change.what === 'another pool') return change.requested ?? 'none';
      if (change.what === 'an end') return change.requested ?? 'true';
      const denied = change.what === 'new access of guests' ? change.deniedNoMore : [];
      return [...signedLines('-', denied), ...signedLines('+', change.allowed)].join('; ');
    },
    needed: ({ change }) =>
      change.what === 'another pool' ? (change.stored ?? 'none') : 'expectPlan',
    resolution:
      'Make a plan of the same request yourself (--store aws --mode plan), not by an event, look at it, and send the event with its hash as "expectPlan".',
    advice: ({ change, plan }) =>
      `Make a plan of the same request yourself, in the same store and not by an event (amplify-import ${change.what === 'removal' ? 'remove' : 'run'} with --mode plan, for the stack with --store aws), and look at it; then send the event with its hash, as "expectPlan"${plan === null ? '' : `: "${plan}" if nothing has changed by then`}.`,
  }),
  RUN_OUTDATED: entry({
    severity: 'info',
    meaning:
      'The run came too late: what it was to do has been overtaken, so that it ended well without doing anything.',
    facts: () => ({
      link: z.string(),
      why: z.discriminatedUnion('what', [
        z.strictObject({
          what: z.literal('asked for before'),
          /** When the event was put. */
          asked: z.string().nullable(),
          /** When that was asked for which the link stands for. */
          standing: z.string().nullable(),
        }),
        z.strictObject({
          what: z.literal('made good already'),
          /** The execution whose death this run was to make good. */
          execution: z.string(),
        }),
      ]),
    }),
    agreed: [],
    subject: ({ link }) => link,
    message: ({ link, why }) =>
      why.what === 'asked for before'
        ? `What ${link} stands for was asked for later than by this event, or this event has been handled already.`
        : `Another run has gone on with ${link} since ${why.execution} ended, so there is nothing of it to make good.`,
    found: ({ why }) =>
      why.what === 'asked for before' ? (why.asked ?? 'at an unknown time') : undefined,
    needed: ({ why }) =>
      why.what === 'asked for before' && why.standing !== null
        ? `not before ${why.standing}`
        : undefined,
    resolution: 'Nothing to do; if it is wanted all the same, ask for it once more.',
  }),
}));
