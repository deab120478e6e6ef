import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientAddress, clientFact, poolAddress } from './client-fact.ts';
import { catalogue, addToClient, entry } from './entry.ts';
import { once } from '../when-asked.ts';

const listClients =
  'aws cognito-idp list-user-pool-clients --region <region> --user-pool-id <userPoolId>';

const createClient =
  'aws cognito-idp create-user-pool-client --region <region> --user-pool-id <userPoolId> --client-name <name> --no-generate-secret --explicit-auth-flows ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH --query UserPoolClient.ClientId --output text';

/** A client in a list of them, whose pool is told beside it. */
const listedClient = once(() => clientFact().omit({ userPool: true }));

/** Clients that the request could name instead; `null` while those of the pool were not read. */
const candidates = once(() =>
  z
    .strictObject({
      which: z.enum(['without a secret', 'in the pool']),
      clients: z.array(listedClient()),
      /** There are more than were read, so that any of these may do. */
      more: z.boolean(),
    })
    .nullable(),
);
type Candidates = z.infer<ReturnType<typeof candidates>>;

/** The only client that would do: what else is found is of this one. Left out: nothing tells which. */
const judged = once(() => listedClient().optional());

type Missing = {
  readonly candidates: Candidates;
  readonly userPool: string;
  readonly judged?: z.infer<ReturnType<typeof judged>>;
};

/** All of them, to choose one from: no more than 60 are read. */
const listed = (clients: readonly z.infer<ReturnType<typeof listedClient>>[]) =>
  clients.map(labelOf).join(', ');

function candidatesFound({ candidates: known, judged: only }: Omit<Missing, 'userPool'>) {
  if (known === null) return undefined;
  if (known.more) return `among others: ${listing(known.clients.map(labelOf))}`;
  const rest = only ? `; the rest is judged by ${labelOf(only)}` : '';
  return `${known.which}: ${listed(known.clients) || 'none'}${rest}`;
}

/** The line of the request that names a client which would do, where there are several. */
function lineNaming(
  key: 'webClientId' | 'nativeClientId',
  [first]: readonly z.infer<ReturnType<typeof listedClient>>[],
): string | undefined {
  return first && `Name one of them in the request, for example "${key}": "${first.id}".`;
}

/** What to do where a named client is none: name one that would do, else make one. */
function nameAnother({
  candidates: known,
  judged: only,
}: Omit<Missing, 'userPool'>): string | undefined {
  if (known === null || known.more) return undefined;
  const key = known.which === 'in the pool' ? 'nativeClientId' : 'webClientId';
  if (only) {
    return `Change the request: "${key}": "${only.id}".`;
  }
  const isWeb = known.which === 'without a secret';
  return (
    lineNaming(key, known.clients) ??
    (isWeb
      ? 'Create an app client without a secret, and name the id that the command prints as webClientId.'
      : undefined)
  );
}

/** No command where the request names another one: a client is made where none would do, and looked for where that is not known. */
function anotherClient({ candidates: known, userPool }: Missing) {
  const address = poolAddress({ userPool });
  if (known === null || known.more) return address;
  if (known.clients.length > 0) return undefined;
  return known.which === 'in the pool' ? address : newClient({ userPool });
}

function newClient(pool: { readonly userPool: string }) {
  return { ...poolAddress(pool), name: 'web' };
}

/** Findings about the app clients that a config is made from. */
export const appClientCatalogue = catalogue(() => ({
  CLIENT_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'The user pool has no app client of that id.',
    facts: () => ({
      clientId: z.string(),
      userPool: z.string(),
      /** The user pool that the client belongs to, if it is another one. */
      owner: z.string().nullable(),
      candidates: candidates(),
      judged: judged(),
    }),
    agreed: [],
    subject: ({ clientId }) => clientId,
    message: ({ clientId, userPool, owner }) =>
      `The user pool ${userPool} has no app client ${clientId}${owner ? `: it belongs to ${owner}` : ''}.`,
    found: candidatesFound,
    resolution: 'Name an app client of this user pool.',
    advice: nameAnother,
    command: createClient,
    look: listClients,
    values: anotherClient,
  }),
  WEB_CLIENT_HAS_SECRET: entry({
    severity: 'error',
    meaning: 'A web app cannot keep a secret, so its app client must have none.',
    facts: () => ({ client: clientFact(), candidates: candidates(), judged: judged() }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client }) =>
      `The web client ${labelOf(client)} has a secret, which a browser cannot keep.`,
    found: candidatesFound,
    needed: () => 'an app client without a secret',
    resolution:
      'Name an app client without a secret as webClientId; if the pool has none, create one and name it.',
    advice: nameAnother,
    command: createClient,
    look: listClients,
    values: ({ client, candidates: known }) =>
      anotherClient({ candidates: known, userPool: client.userPool }),
  }),
  NO_WEB_CLIENT: entry({
    severity: 'error',
    meaning: 'The user pool has no app client without a secret.',
    facts: () => ({ userPool: z.string(), withSecret: z.array(listedClient()) }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    found: ({ withSecret }) =>
      withSecret.length > 0 ? `with a secret: ${listed(withSecret)}` : undefined,
    resolution: 'Create an app client without a secret.',
    command: createClient,
    values: newClient,
  }),
  SEVERAL_WEB_CLIENTS: entry({
    severity: 'error',
    meaning: 'Several app clients could serve the web app, and the request names none.',
    facts: () => ({ userPool: z.string(), clients: z.array(listedClient()) }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    found: ({ clients }) => listed(clients),
    resolution: 'Name one of them as webClientId.',
    advice: ({ clients }) => lineNaming('webClientId', clients),
  }),
  TOO_MANY_CLIENTS: entry({
    severity: 'error',
    meaning: 'The user pool has more app clients than are searched for one without a secret.',
    facts: () => ({ userPool: z.string(), clients: z.array(listedClient()) }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    message: ({ userPool, clients }) =>
      `The user pool ${userPool} has more than ${clients.length} app clients, more than are searched for one without a secret.`,
    found: ({ clients }) => listing(clients.map(labelOf)),
    needed: () => 'webClientId',
    resolution: 'Name the app client as webClientId.',
    look: listClients,
    values: poolAddress,
  }),
  NATIVE_CLIENT_HAS_SECRET: entry({
    severity: 'warning',
    meaning: 'The native app client has a secret, which is never published.',
    facts: () => ({ client: clientFact(), app: z.string(), env: z.string() }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client }) =>
      `The native client ${labelOf(client)} has a secret, which is never published.`,
    resolution:
      'Add the secret to a local copy by "amplify-import fetch --app <app> --env <env> --format android --native-client-secret" (or ios, flutter), or use a client without one.',
    advice: ({ app, env }) =>
      `Add the secret to a local copy by "amplify-import fetch --app ${app} --env ${env} --format android --native-client-secret" (or ios, flutter) after the import, or use a client without one.`,
  }),
  NATIVE_CLIENT_DEFAULTED: entry({
    severity: 'info',
    meaning: 'The request names no native client, so the web client serves native apps too.',
    facts: () => ({ client: clientFact() }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client }) =>
      `No native client is named, so ${labelOf(client)} serves native apps too.`,
    resolution: 'Name nativeClientId if native apps have a client of their own.',
  }),
  REQUIRED_ATTRIBUTE_NOT_WRITABLE: entry({
    severity: 'warning',
    meaning: 'The app client may not write an attribute that the pool requires, so sign-up fails.',
    facts: () => ({
      client: clientFact(),
      attributes: z.array(z.string()),
      /** What the client may write by a list of its own; `null`: the standard attributes. */
      writable: z.array(z.string()).nullable(),
      adding: z.array(z.string()),
    }),
    agreed: ['attributes', 'writable'],
    subject: ({ client }) => client.id,
    message: ({ client, attributes }) =>
      `The app client ${labelOf(client)} may not write ${listing(attributes)}, which the pool requires, so sign-up fails.`,
    found: ({ writable }) => listing(writable ?? []) || 'no attribute is writable',
    needed: ({ attributes }) => listing(attributes),
    resolution: 'Let the app client write it; the command keeps its other settings.',
    command: addToClient('WriteAttributes'),
    values: (facts) => ({ ...clientAddress(facts), values: facts.adding }),
  }),
}));
