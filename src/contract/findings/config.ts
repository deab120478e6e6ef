import * as z from 'zod';
import { listing } from '../text.ts';
import { entry, type Catalogue } from './entry.ts';

/** Why the client config cannot name what is granted. */
const leftOut = z.discriminatedUnion('because', [
  z.strictObject({ because: z.literal('authentication'), types: z.array(z.string()) }),
  z.strictObject({ because: z.literal('closed endpoint') }),
  z.strictObject({ because: z.literal('other region'), region: z.string(), first: z.string() }),
  z.strictObject({ because: z.literal('tracker') }),
  z.strictObject({ because: z.literal('provider') }),
  z.strictObject({ because: z.literal('further Event API'), first: z.string() }),
  z.strictObject({ because: z.literal('no language'), alias: z.string() }),
]);
type LeftOut = z.infer<typeof leftOut>;

/** Why an API's own default cannot stand in the client config. */
const defaultReasons: Readonly<Record<string, string>> = {
  API_KEY: 'and no API key is ever read or published',
  AWS_IAM: 'and without an identity pool nobody has AWS credentials',
  AMAZON_COGNITO_USER_POOLS: 'but not the tokens of this user pool and its app clients',
};

/** Findings about what the files for apps say. */
export const configCatalogue = {
  API_DEFAULT_REPLACED: entry({
    severity: 'info',
    meaning:
      'The default authorization of a GraphQL API cannot stand in the client config, so the config names another one of the same API.',
    facts: { api: z.string(), theirs: z.string(), ours: z.string() },
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
    facts: { resource: z.string(), why: leftOut },
    agreed: [],
    subject: ({ resource }) => resource,
    message: ({ resource, why }) =>
      `${reasonOf(resource, why)}, so the client config does not name it.`,
    resolution: 'Give it to the app by other means, such as settings of its own.',
  }),
} as const satisfies Catalogue;

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
