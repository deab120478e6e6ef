import * as z from 'zod';
import { granteeSchema, granteeWords } from '../grantee.ts';
import {
  addProvider,
  apiMethods,
  grantedSubject,
  graphqlShape,
  httpShape,
  methodsListed,
  restShape,
  type GrantedOn,
} from './api-fact.ts';
import { entry, names, type Catalogue } from './entry.ts';

/** Findings about granted APIs: those that a grant does not open, and those that need none. */
export const apiAccessCatalogue = {
  API_WITHOUT_IAM: entry({
    severity: 'error',
    meaning:
      'A granted GraphQL API does not take IAM, so that no policy of a role lets anybody in.',
    facts: {
      api: z.string(),
      region: z.string(),
      modes: names,
      shutOut: z.array(granteeSchema).readonly(),
    },
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
    facts: {
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject(restShape),
        z.strictObject(httpShape),
      ]),
      methods: apiMethods,
      userPool: z.string(),
      /** How calls are authorized: the modes of a GraphQL API, or those of the methods. */
      authorization: names,
      /** Roles are granted something that not only is not needed, but opens nothing. */
      idle: z.boolean(),
    },
    agreed: ['authorization'],
    subject: ({ api }) => grantedSubject(api),
    message: (facts) =>
      facts.api.kind === 'graphql'
        ? `The GraphQL API ${facts.api.id} takes the tokens of ${facts.userPool}: signed-in users need neither a grant nor an identity pool for it.${isNoUse(facts) ? ' It does not take IAM, so that the grant opens nothing to them.' : ''}`
        : `In the API ${facts.api.id} these take the tokens of ${facts.userPool}, so that signed-in users need no grant for them: ${methodsListed(facts.methods)}.`,
    found: ({ authorization }) => authorization.join(', '),
    resolution: 'Nothing to do if the app calls it by IAM; otherwise leave the grant out.',
    advice(facts) {
      if (facts.api.kind !== 'graphql')
        return 'Leave these methods out of the grant to signed-in users and groups.';
      return isNoUse(facts) ? 'Leave the grant to signed-in users and groups out.' : undefined;
    },
  }),
} as const satisfies Catalogue;

/** Whether a grant on a GraphQL API opens nothing to signed-in users, because it does not take IAM. */
function isNoUse(facts: { readonly api: GrantedOn; readonly authorization: readonly string[] }) {
  return facts.api.kind === 'graphql' && !facts.authorization.includes('AWS_IAM');
}
