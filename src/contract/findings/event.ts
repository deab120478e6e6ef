import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { signedLines, statementSchema } from '../statement-text.ts';
import { entry, type Catalogue } from './entry.ts';

/** What somebody must have seen before it is done. */
const toBeSeen = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('another pool'),
    link: z.string(),
    field: z.enum(['userPoolId', 'identityPoolId']),
    stored: z.string().nullable(),
    requested: z.string().nullable(),
  }),
  z.strictObject({
    what: z.literal('new access of guests'),
    role: z.string(),
    allowed: z.array(statementSchema),
    deniedNoMore: z.array(statementSchema),
  }),
  z.strictObject({
    what: z.literal('new access of functions'),
    role: z.string(),
    allowed: z.array(statementSchema),
  }),
]);

/** Findings about what an event may not ask for by itself. */
export const eventCatalogue = {
  EXPECT_PLAN_NEEDED: entry({
    severity: 'error',
    meaning:
      'An event asks for new access of guests or of functions, or for another pool, without the hash of a plan that somebody has seen.',
    facts: {
      change: toBeSeen,
      /** The hash of the plan of this run; `null`: it is refused for other reasons too. */
      plan: z.string().nullable(),
    },
    agreed: [],
    subject: ({ change }) => (change.what === 'another pool' ? change.field : change.role),
    message({ change }) {
      if (change.what === 'another pool')
        return `An event alone cannot lead ${change.link} from the ${change.field} ${change.stored ?? 'none'} to ${change.requested ?? 'none'}.`;
      const whom = change.what === 'new access of guests' ? 'guests' : 'functions';
      return `An event alone cannot give ${whom}, by the role ${roleNameOf(change.role)}, what they do not have yet.`;
    },
    found({ change }) {
      if (change.what === 'another pool') return change.requested ?? 'none';
      const denied = change.what === 'new access of guests' ? change.deniedNoMore : [];
      return [...signedLines('-', denied), ...signedLines('+', change.allowed)].join('; ');
    },
    needed: ({ change }) =>
      change.what === 'another pool' ? (change.stored ?? 'none') : 'expectPlan',
    resolution:
      'Make a plan of the same request, look at it, and send the event with its hash as "expectPlan".',
    advice: ({ plan }) =>
      `Make a plan of the same request ("mode": "plan") and look at it; then send the event with its hash, as "expectPlan"${plan === null ? '' : `: "${plan}" if nothing has changed by then`}.`,
  }),
} as const satisfies Catalogue;
