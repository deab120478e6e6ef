import * as z from 'zod';
import { labelOf, listing } from '../text.ts';
import { clientFact } from './client-fact.ts';
import { catalogue, entry, names } from './entry.ts';
import { once } from '../when-asked.ts';

/** Why the client config cannot name what is granted. */
const leftOut = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({ because: z.literal('authentication'), types: z.array(z.string()) }),
    z.strictObject({ because: z.literal('closed endpoint') }),
    z.strictObject({ because: z.literal('other region'), region: z.string(), first: z.string() }),
    z.strictObject({ because: z.literal('tracker') }),
    z.strictObject({ because: z.literal('provider') }),
    z.strictObject({ because: z.literal('further Event API'), first: z.string() }),
    z.strictObject({ because: z.literal('no language'), alias: z.string() }),
  ]),
);
type LeftOut = z.infer<ReturnType<typeof leftOut>>;

/** Why an API's own default cannot stand in the client config. */
const defaultReasons: Readonly<Record<string, string>> = {
  API_KEY: 'and no API key is ever read or published',
  AWS_IAM: 'and without an identity pool nobody has AWS credentials',
  AMAZON_COGNITO_USER_POOLS: 'but not the tokens of this user pool and its app clients',
};

/** Findings about what the files for apps say. */
export const configCatalogue = catalogue(() => ({
  API_DEFAULT_REPLACED: entry({
    severity: 'info',
    meaning:
      'The default authorization of a GraphQL API cannot stand in the client config, so the config names another one of the same API.',
    facts: () => ({ api: z.string(), theirs: z.string(), ours: z.string() }),
    agreed: [],
    subject: ({ api }) => api,
    message: ({ api, theirs, ours }) =>
      `The GraphQL API ${api} takes ${theirs} by default, ${defaultReasons[theirs] ?? 'which the client config cannot serve'}: the client config says ${ours}.`,
    found: ({ theirs }) => theirs,
    needed: ({ ours }) => ours,
    resolution:
      'Nothing to do, unless the app names an authorization mode with each call: the one that it names counts.',
  }),
  NOT_IN_CLIENT_CONFIG: entry({
    severity: 'info',
    meaning:
      'Something is granted that the client config cannot name: the role may use it, but no library finds it by itself.',
    facts: () => ({ resource: z.string(), why: leftOut() }),
    agreed: [],
    subject: ({ resource }) => resource,
    message: ({ resource, why }) =>
      `${reasonOf(resource, why)}, so the client config does not name it.`,
    resolution: 'Give it to the app by other means, such as settings of its own.',
  }),
  OUTPUTS_REFUSED_BY_ANDROID: entry({
    severity: 'info',
    meaning:
      'Email is a second factor, for which Amplify Android up to 2.40.0 has no word: it refuses the whole `amplify_outputs.json`.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    found: () => 'EMAIL in auth.mfa_methods',
    resolution:
      'Nothing to do for other apps. On Android use `android/amplifyconfiguration.json` ("amplify-import fetch --format android"), which names no email.',
  }),
  REDIRECT_WITH_COMMA: entry({
    severity: 'info',
    meaning:
      'A redirect URL holds a comma, at which libraries split those of a Gen 1 file: it is left out there unless there is no other.',
    facts: () => ({
      client: clientFact(),
      /** Which app reads the file that cannot tell them: web apps by Gen 1's files, or Flutter by its own. */
      reader: z.enum(['JavaScript', 'Flutter']),
      urls: names,
    }),
    agreed: [],
    subject: ({ client }) => client.id,
    message: ({ client, reader, urls }) =>
      `Of the app client ${labelOf(client)} the Gen 1 file for ${reader} cannot tell ${urls.length === 1 ? 'a redirect URL' : 'redirect URLs'} with a comma, at which the library splits them: ${urls.join(' and ')}.`,
    found: ({ urls }) => urls.join(' and '),
    resolution:
      'Write the comma of the URL as %2C on the app client, or load the outputs of Gen 2, which hold a list.',
  }),
}));

function reasonOf(resource: string, why: LeftOut): string {
  switch (why.because) {
    case 'authentication':
      return `The GraphQL API ${resource} takes ${listing(why.types)}, which no client config can serve`;
    case 'closed endpoint':
      return `The API ${resource} is reached under a custom domain only, and no call tells which`;
    case 'other region':
      return `The ${resource} is in ${why.region}, and libraries call one region for all of its kind, that of the first: ${why.first}`;
    case 'tracker':
      return `No library uses the ${resource}`;
    case 'provider':
      return `No library reads ${resource} from a config: its clients are made by the app, with the region`;
    case 'further Event API':
      return `Libraries know one Event API, which is ${why.first} and not ${resource}`;
    case 'no language':
      return `The alias ${why.alias} of the bot ${resource} answers in no language`;
  }
}
