import * as z from 'zod';
import { granteeSchema, granteeWords } from '../grantee.ts';
import {
  addProvider,
  apiMethods,
  eventApiShape,
  grantedSubject,
  graphqlShape,
  httpShape,
  methodsListed,
  restShape,
} from './api-fact.ts';
import { catalogue, entry, names } from './entry.ts';

/** Findings about granted APIs: those that a grant does not open, and those that need none. */
export const apiAccessCatalogue = catalogue(() => ({
  API_WITHOUT_IAM: entry({
    severity: 'error',
    meaning:
      'A granted GraphQL API does not take IAM, so that no policy of a role lets anybody in.',
    facts: () => ({
      api: z.string(),
      region: z.string(),
      modes: names,
      shutOut: z.array(granteeSchema()).readonly(),
    }),
    agreed: [],
    subject: ({ api }) => api,
    message: ({ api, modes, shutOut }) =>
      `The GraphQL API ${api} takes ${modes.join(', ')}, so that no policy lets ${shutOut.map(granteeWords).join(' or ')} in.`,
    found: ({ modes }) => modes.join(', '),
    needed: () => 'AWS_IAM',
    resolution: 'Let the API take IAM as well; the command keeps its other settings.',
    command: addProvider('', '{authenticationType: "AWS_IAM"}'),
    values: ({ api, region }) => ({ region, api }),
  }),
  API_NEEDS_NO_GRANT: entry({
    severity: {
      usually: 'info',
      of: ({ idle }) => (idle ? 'warning' : 'info'),
    },
    meaning:
      'A granted API takes the tokens of the user pool, so that signed-in users need no grant for it.',
    facts: () => ({
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject(eventApiShape),
        z.strictObject(restShape),
        z.strictObject(httpShape),
      ]),
      methods: apiMethods(),
      userPool: z.string(),
      /** How calls are authorized: the modes of the API, of what is granted on it, or of the methods. */
      authorization: names,
      /** Roles are granted something that not only is not needed, but opens nothing. */
      idle: z.boolean(),
    }),
    agreed: ['authorization'],
    subject: ({ api }) => grantedSubject(api),
    message({ api, methods, userPool, ...facts }) {
      if ('path' in api)
        return `In the API ${api.id} these take the tokens of ${userPool}, so that signed-in users need no grant for them: ${methodsListed(methods)}.`;
      const told = `The ${api.kind === 'graphql' ? 'GraphQL' : 'Event'} API ${api.id} takes the tokens of ${userPool}: signed-in users need neither a grant nor an identity pool for ${api.kind === 'graphql' ? 'it' : 'what they are granted, unless a namespace says otherwise: namespaces were not read'}.`;
      return isNoUse(facts)
        ? `${told} It does not take IAM, so that the grant opens nothing to them.`
        : told;
    },
    found: ({ authorization }) => authorization.join(', '),
    resolution: 'Nothing to do if the app calls it by IAM; otherwise leave the grant out.',
    advice(facts) {
      if ('path' in facts.api)
        return 'Leave these methods out of the grant to signed-in users and groups.';
      return isNoUse(facts) ? 'Leave the grant to signed-in users and groups out.' : undefined;
    },
  }),
}));

/** Whether a grant on an API of AppSync opens nothing to signed-in users, because it does not take IAM. */
function isNoUse({ authorization }: { readonly authorization: readonly string[] }) {
  return !authorization.includes('AWS_IAM');
}
