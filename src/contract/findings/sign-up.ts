import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact } from './client-fact.ts';
import { catalogue, addToClient, entry, names } from './entry.ts';

/** Findings about how somebody becomes a user of the app. */
export const signUpCatalogue = catalogue(() => ({
  SIGN_UP_CLOSED: entry({
    severity: 'info',
    meaning: 'Administrators alone create users of the pool: a sign-up in the app is refused.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool }) =>
      `Administrators alone create users of ${userPool}: a sign-up in the app is refused.`,
    found: () => 'AllowAdminCreateUserOnly: true',
    resolution:
      'Nothing to do if that is meant, but to take the sign-up out of the app (hideSignUp of the Authenticator); no client config says it.',
  }),
  CONFIRMATION_BY_LINK: entry({
    severity: 'info',
    meaning:
      'Whoever signs up confirms the email address by a link, and no code is sent, for which the Authenticator asks.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool }) =>
      `Whoever signs up for ${userPool} confirms the email address by a link: the Authenticator asks for a code that is never sent.`,
    found: () => 'DefaultEmailOption: CONFIRM_WITH_LINK',
    resolution:
      'Have the app say so after a sign-up, in place of the form for a code; the Gen 1 files for JavaScript say "link" (aws_cognito_sign_up_verification_method), which the app can read.',
  }),
  FACTOR_NOT_WRITABLE: entry({
    severity: 'warning',
    meaning:
      'Second factors need an attribute that the app client may not write, and there is none without: who signs up by it can have no second factor.',
    facts: () => ({
      client: clientFact(),
      methods: z.array(z.enum(['SMS', 'EMAIL'])),
      attributes: z.array(z.string()),
      /** What the client may write by a list of its own. */
      writable: names,
      mfa: z.enum(['OPTIONAL', 'ON']),
    }),
    agreed: ['methods', 'writable', 'mfa'],
    subject: ({ client }) => client.id,
    message: ({ client, methods, attributes, mfa }) =>
      `Second factors by ${listing(methods, ' and ')} need ${listing(attributes, ' and ')}, which the app client ${labelOf(client)} may not write: who signs up by it can have no second factor${mfa === 'ON' ? ', without which nobody signs in' : ''}.`,
    found: ({ writable }) => listing(writable),
    needed: ({ attributes }) => listing(attributes),
    resolution:
      'Let the app client write it, or enable TOTP, unless something else sets the attribute; the command keeps the other settings.',
    command: addToClient('WriteAttributes'),
    values: (facts) => ({ ...clientAddress(facts), values: facts.attributes }),
  }),
}));
