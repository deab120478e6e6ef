import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact, poolAddress } from './client-fact.ts';
import { catalogue, addToClient, entry, updateClient } from './entry.ts';
import { once } from '../when-asked.ts';

/** The request decides how bad it is that OAuth is incomplete; with `"oauth": "off"` nothing is told. */
const severity = {
  usually: 'warning',
  of: ({ required }: { readonly required: boolean }) => (required ? 'error' : 'warning'),
} as const;

const lacking = once(() => ({ client: clientFact(), required: z.boolean() }));

type Lacking = z.infer<z.ZodObject<ReturnType<typeof lacking>>>;

const lacks = ({ client, required }: Lacking, what: string) =>
  `The app client ${labelOf(client)} ${what}, ${outcome(required)}.`;

function outcome(required: boolean, whom = 'it'): string {
  return required ? 'and the request requires OAuth' : `so no OAuth is published for ${whom}`;
}

/** URLs of one kind: those that there are, and those of the other kind that may serve as well. */
const urls = once(() => ({
  ...lacking(),
  urls: z.array(z.string()),
  suggested: z.array(z.string()),
  onlyHttps: z.boolean(),
}));

type Urls = z.infer<z.ZodObject<ReturnType<typeof urls>>>;

const noUrl = (facts: Urls, kind: string) =>
  lacks(facts, facts.urls.length > 0 ? `has no https ${kind} URL left` : `has no ${kind} URL`);
const urlsFound = ({ urls: found }: Urls) => (found.length > 0 ? listing(found) : undefined);
const urlNeeded = ({ onlyHttps }: Urls, list: string) =>
  onlyHttps ? `an https URL in ${list}` : list;

/**
 * Stands in a command for the URL of an app of which none is known: Cognito refuses a fragment (API reference,
 * UpdateUserPoolClient), so that it cannot be run unawares.
 */
const standInUrl = 'https://your-app.invalid/#';
const urlValues = (facts: Urls) => ({
  ...clientAddress(facts),
  values: facts.suggested.length > 0 ? facts.suggested : [standInUrl],
});

/** Findings about the hosted UI of the app clients. */
export const oauthCatalogue = catalogue(() => ({
  OAUTH_HOSTED_UI_OFF: entry({
    severity,
    meaning: 'The hosted UI is switched off for the app client, so no OAuth is published for it.',
    facts: lacking,
    agreed: [],
    subject: ({ client }) => client.id,
    message: (facts) => lacks(facts, 'has the hosted UI switched off'),
    needed: () => 'AllowedOAuthFlowsUserPoolClient: true',
    resolution:
      'Switch it on, or ask for "oauth": "off"; the command keeps the other settings, and allows a flow and scopes if there are none, without which Cognito refuses the switch.',
    command: updateClient(
      '.AllowedOAuthFlowsUserPoolClient = true | .AllowedOAuthFlows |= (if length > 0 then . else ["code"] end) | .AllowedOAuthScopes |= (if length > 0 then . else ["openid", "email", "profile", "aws.cognito.signin.user.admin"] end)',
    ),
    values: clientAddress,
  }),
  OAUTH_NO_DOMAIN: entry({
    severity,
    meaning: 'The user pool has no domain, so no OAuth is published for the app client.',
    facts: () => ({
      userPool: z.string(),
      clients: z.array(clientFact()),
      required: z.boolean(),
      /** A name for a domain of the pool that may still be free. */
      suggested: z.string(),
    }),
    agreed: ['clients'],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, clients, required }) =>
      `The user pool ${userPool} has no domain for ${clients.map(labelOf).join(' and ')}, ${outcome(required, clients.length > 1 ? 'them' : 'it')}.`,
    needed: () => 'Domain or CustomDomain',
    resolution: 'Give the pool a domain of your choice, or ask for "oauth": "off".',
    command:
      'aws cognito-idp create-user-pool-domain --region <region> --user-pool-id <userPoolId> --domain <domain>',
    values: (facts) => ({ ...poolAddress(facts), domain: facts.suggested }),
  }),
  OAUTH_NO_CALLBACK_URL: entry({
    severity,
    meaning: 'The app client has no callback URL to publish, so no OAuth is published for it.',
    facts: urls,
    agreed: ['urls'],
    subject: ({ client }) => client.id,
    message: (facts) => noUrl(facts, 'callback'),
    found: urlsFound,
    needed: (facts) => urlNeeded(facts, 'CallbackURLs'),
    resolution:
      'Add the URL that the app is opened by after sign-in, in place of the one in the command, which keeps the other settings.',
    command: addToClient('CallbackURLs'),
    values: urlValues,
  }),
  OAUTH_NO_SIGNOUT_URL: entry({
    severity,
    meaning: 'The app client has no sign-out URL to publish, so no OAuth is published for it.',
    facts: urls,
    agreed: ['urls'],
    subject: ({ client }) => client.id,
    message: (facts) => noUrl(facts, 'sign-out'),
    found: urlsFound,
    needed: (facts) => urlNeeded(facts, 'LogoutURLs'),
    resolution:
      'Add the URL that the app is opened by after sign-out, in place of the one in the command, which keeps the other settings.',
    command: addToClient('LogoutURLs'),
    values: urlValues,
  }),
  OAUTH_NO_FLOW: entry({
    severity,
    meaning:
      'The app client allows neither the code nor the implicit flow, so no OAuth is published for it.',
    facts: () => ({
      ...lacking(),
      /** Cognito allows `client_credentials` alone only, so that adding a flow to it fails. */
      forMachines: z.boolean(),
    }),
    agreed: ['forMachines'],
    subject: ({ client }) => client.id,
    message: (facts) => lacks(facts, 'allows neither the code nor the implicit flow'),
    found: ({ forMachines }) => (forMachines ? 'client_credentials' : undefined),
    needed: () => 'code in AllowedOAuthFlows',
    resolution: 'Allow the code flow; the command keeps the other settings.',
    advice: ({ forMachines }) =>
      forMachines
        ? 'Name a client for people: one for machines cannot have the code flow as well.'
        : undefined,
    command: addToClient('AllowedOAuthFlows'),
    values: (facts) =>
      facts.forMachines ? undefined : { ...clientAddress(facts), values: ['code'] },
  }),
  OAUTH_NO_SCOPE: entry({
    severity,
    meaning: 'The app client allows no scope, so no OAuth is published for it.',
    facts: lacking,
    agreed: [],
    subject: ({ client }) => client.id,
    message: (facts) => lacks(facts, 'allows no scope'),
    needed: () => 'AllowedOAuthScopes',
    resolution: 'Allow the scopes that the app asks for; the command keeps the other settings.',
    command: addToClient('AllowedOAuthScopes'),
    values: (facts) => ({
      ...clientAddress(facts),
      values: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
    }),
  }),
  OAUTH_NO_PROVIDER: entry({
    severity,
    meaning:
      'The app client offers no identity provider, not even the pool itself, so no OAuth is published for it.',
    facts: lacking,
    agreed: [],
    subject: ({ client }) => client.id,
    message: (facts) => lacks(facts, 'offers no identity provider'),
    needed: () => 'SupportedIdentityProviders',
    resolution: 'Let it offer the pool, or a provider of it; the command keeps the other settings.',
    command: addToClient('SupportedIdentityProviders'),
    values: (facts) => ({ ...clientAddress(facts), values: ['COGNITO'] }),
  }),
  OAUTH_CLIENTS_DIFFER: entry({
    severity: 'info',
    meaning:
      'Web and native client have different OAuth settings: each file is made from its own client.',
    facts: () => ({ web: clientFact(), native: clientFact(), settings: z.array(z.string()) }),
    agreed: [],
    subject: ({ native }) => native.id,
    message: ({ web, native, settings }) =>
      `${labelOf(web)} and ${labelOf(native)} differ in ${settings.join(', ')}: each file is made from its own client.`,
    found: ({ settings }) => settings.join(', '),
    resolution: 'Nothing to do if that is meant.',
  }),
  OAUTH_IMPLICIT_FLOW: entry({
    severity: 'info',
    meaning: 'The app client allows the implicit flow only, which returns tokens in the URL.',
    facts: () => ({ client: clientFact() }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client }) =>
      `The app client ${labelOf(client)} allows the implicit flow only, which returns tokens in the URL.`,
    resolution: 'Allow the code flow, which the libraries then use with PKCE.',
    command: addToClient('AllowedOAuthFlows'),
    values: (facts) => ({ ...clientAddress(facts), values: ['code'] }),
  }),
}));
