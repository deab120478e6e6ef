import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact } from './client-fact.ts';
import { catalogue, addToClient, entry, names } from './entry.ts';

const addScope = addToClient('AllowedOAuthScopes');

/** Findings about what users get who sign in by the hosted UI, and how they come back to the app. */
export const oauthUseCatalogue = catalogue(() => ({
  OAUTH_NO_OPENID: entry({
    severity: {
      usually: 'warning',
      of: ({ required }) => (required ? 'error' : 'warning'),
    },
    meaning:
      'The app client does not allow the scope `openid`, so whoever signs in by the hosted UI gets no id token: libraries for Swift and Flutter cannot finish the sign-in, and an identity pool gives no AWS credentials.',
    facts: () => ({
      client: clientFact(),
      scopes: names,
      required: z.boolean(),
      /** The request names an identity pool, which asks for id tokens. */
      identityPool: z.boolean(),
    }),
    agreed: ['scopes', 'identityPool'],
    subject: ({ client }) => client.id,
    message: ({ client, identityPool }) =>
      `The app client ${labelOf(client)} does not allow the scope openid, so whoever signs in by the hosted UI gets no id token` +
      (identityPool ? ', and no AWS credentials from the identity pool.' : '.'),
    found: ({ scopes }) => listing(scopes),
    needed: () => 'openid in AllowedOAuthScopes',
    resolution: 'Allow the scope, or ask for "oauth": "off"; the command keeps the other settings.',
    command: addScope,
    values: (facts) => ({ ...clientAddress(facts), values: ['openid'] }),
  }),
  OAUTH_NO_USER_API: entry({
    severity: 'info',
    meaning:
      'The app client does not allow the scope `aws.cognito.signin.user.admin`, so whoever signs in by the hosted UI can neither read nor change attributes, password and second factors of their own.',
    facts: () => ({ client: clientFact(), scopes: names }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client }) =>
      `The app client ${labelOf(client)} does not allow the scope aws.cognito.signin.user.admin, so whoever signs in by the hosted UI can neither read nor change attributes, password and second factors of their own.`,
    found: ({ scopes }) => listing(scopes),
    needed: () => 'aws.cognito.signin.user.admin in AllowedOAuthScopes',
    resolution:
      'Nothing to do if the app never does that. Else allow the scope; the command keeps the other settings.',
    command: addScope,
    values: (facts) => ({ ...clientAddress(facts), values: ['aws.cognito.signin.user.admin'] }),
  }),
  NATIVE_REDIRECT_MISSING: entry({
    severity: 'info',
    meaning:
      'The native client has no callback URL with a scheme of an app of its own, by which the hosted UI comes back to an app on a phone.',
    facts: () => ({ client: clientFact(), urls: names }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client, urls }) =>
      `The app client ${labelOf(client)} serves native apps, and the hosted UI comes back to web addresses only: ${listing(urls)}.`,
    found: ({ urls }) => listing(urls),
    needed: () => 'a URL such as storefront://signed-in/ in CallbackURLs and LogoutURLs',
    resolution:
      'Nothing to do without native apps, or where a https address is linked to the app. Else add a URL with a scheme of the app to both lists.',
  }),
}));
