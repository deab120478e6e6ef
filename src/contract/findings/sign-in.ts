import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact } from './client-fact.ts';
import { catalogue, addToClient, entry } from './entry.ts';
import { once } from '../when-asked.ts';

/** Cognito refuses legacy values beside those of today, so that they make room for their successors. */
const allowFlows = addToClient(
  'ExplicitAuthFlows |= [.[]? | select(startswith("ALLOW_"))] | .ExplicitAuthFlows',
);

/** A flow that a client does not allow. */
const flows = once(() => ({
  client: clientFact(),
  allowed: z.array(z.string()),
  /** What to add so that the client allows the flow and all that it allows now. */
  adding: z.array(z.string()),
}));
type Flows = z.infer<z.ZodObject<ReturnType<typeof flows>>>;

const subject = ({ client }: Flows) => client.id;
const found = ({ allowed }: Flows) => listing(allowed);
const values = (facts: Flows) => ({ ...clientAddress(facts), values: facts.adding });

/** Findings about the flows by which users sign in through an app client. */
export const signInCatalogue = catalogue(() => ({
  NO_SIGN_IN_FLOW: entry({
    severity: 'error',
    meaning:
      'Nobody can sign in through the app client: every flow of the client libraries is off.',
    facts: flows,
    agreed: [],
    subject,
    message: ({ client }) =>
      `Nobody can sign in through the app client ${labelOf(client)}: it allows no flow of the client libraries.`,
    found,
    needed: () => 'ALLOW_USER_SRP_AUTH',
    resolution: 'Allow SRP on the app client; the command keeps its other settings.',
    command: allowFlows,
    values,
  }),
  SRP_DISABLED: entry({
    severity: 'warning',
    meaning:
      'The app client does not allow SRP, the flow that the client libraries use by default.',
    facts: () => ({ ...flows(), instead: z.array(z.string()), hostedUi: z.boolean() }),
    agreed: ['allowed'],
    subject,
    message: ({ client, instead, hostedUi }) =>
      `The app client ${labelOf(client)} does not allow SRP, the flow of the client libraries unless the app chooses another: ${[...instead, ...(hostedUi ? ['the hosted UI'] : [])].join(', ')}.`,
    found,
    needed: () => 'ALLOW_USER_SRP_AUTH',
    resolution:
      'Allow SRP on the app client, or choose another flow in the app; the command keeps the other settings.',
    command: allowFlows,
    values,
  }),
  REFRESH_DISABLED: entry({
    severity: 'warning',
    meaning:
      'The app client allows neither refreshing nor rotating tokens, so users are signed out when their tokens expire.',
    facts: flows,
    agreed: ['allowed'],
    subject,
    message: ({ client }) =>
      `The app client ${labelOf(client)} allows neither refreshing nor rotating tokens, so users are signed out when their tokens expire.`,
    found,
    needed: () => 'ALLOW_REFRESH_TOKEN_AUTH',
    resolution: 'Allow refreshing on the app client; the command keeps its other settings.',
    command: allowFlows,
    values,
  }),
  CUSTOM_AUTH_FLOW_DISABLED: entry({
    severity: 'warning',
    meaning: 'The pool has custom authentication, and the app client does not allow its flow.',
    facts: flows,
    agreed: ['allowed'],
    subject,
    message: ({ client }) =>
      `The pool has custom authentication, and the app client ${labelOf(client)} does not allow it.`,
    found,
    needed: () => 'ALLOW_CUSTOM_AUTH',
    resolution:
      'Allow custom authentication on the app client; the command keeps the other settings.',
    command: allowFlows,
    values,
  }),
  PASSWORDLESS_FLOW_DISABLED: entry({
    severity: 'warning',
    meaning:
      'The pool offers sign-in without a password, and the app client does not allow its flow.',
    facts: () => ({ ...flows(), factors: z.array(z.string()) }),
    agreed: ['allowed', 'factors'],
    subject,
    message: ({ client, factors }) =>
      `The pool offers sign-in by ${listing(factors)}, and the app client ${labelOf(client)} does not allow choice-based sign-in.`,
    found,
    needed: () => 'ALLOW_USER_AUTH',
    resolution:
      'Allow choice-based sign-in on the app client; the command keeps the other settings.',
    command: allowFlows,
    values,
  }),
}));
