import * as z from 'zod';
import { graphqlShape, restApiShape } from './api-fact.ts';
import { catalogue, entry, names } from './entry.ts';
import { once } from '../when-asked.ts';

/** What keeps callers from an API, whatever their roles allow. */
const obstacle = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({ because: z.literal('private') }),
    z.strictObject({
      because: z.literal('policy'),
      roles: names,
      /** What decides in each call whether it denies: keys of conditions, `Principal`; empty: it always does. */
      keys: names,
    }),
    /** Of signed-in users who call by the tokens of their pool. */
    z.strictObject({ because: z.literal('policy on tokens'), keys: names }),
    z.strictObject({ because: z.literal('no word on tokens') }),
  ]),
);

const byTokens = 'signed-in users who call by the tokens of the user pool';

/** Findings about granted APIs that say of themselves whom they answer. */
export const apiReachCatalogue = catalogue(() => ({
  API_NOT_REACHABLE: entry({
    severity: 'warning',
    meaning:
      'A granted API says of itself that it does not answer everybody, whatever a role allows: it is private, or its own policy denies callers.',
    facts: () => ({
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject(restApiShape),
      ]),
      why: obstacle(),
    }),
    agreed: ['why'],
    subject: ({ api }) => api.id,
    message({ api, why }) {
      const named = `The ${api.kind === 'graphql' ? 'GraphQL API' : 'API'} ${api.id}`;
      if (why.because === 'private') {
        return `${named} is private: it answers within a VPC only, so that an app on the internet gets no answer.`;
      }
      if (why.because === 'no word on tokens') {
        return `The own policy of the API ${api.id} does not allow ${byTokens} all that is granted there. The guide of AWS says in one place that such calls are refused, and in another that they are not.`;
      }
      const whom = why.because === 'policy' ? why.roles.join(', ') : byTokens;
      return why.keys.length === 0
        ? `The own policy of the API ${api.id} denies ${whom} what is granted there, or a part of it.`
        : `The own policy of the API ${api.id} may deny ${whom} what is granted there, or a part of it: ${why.keys.join(', ')} ${why.keys.length === 1 ? 'decides' : 'decide'} that in each call.`;
    },
    resolution:
      'Nothing to do if the app runs where the API answers; otherwise let the API answer the roles, or leave the grant out.',
    advice({ why }) {
      switch (why.because) {
        case 'private':
          return 'Nothing to do if the app runs within the VPC; otherwise name a public API, or leave the grant out.';
        case 'no word on tokens':
          return 'Let the policy allow these calls by a statement whose Principal is "*": the authorizer still asks for a token.';
        case 'policy on tokens':
          if (why.keys.length === 0)
            return 'Take these methods out of the statement that denies, or leave the grant out.';
          break;
        case 'policy':
          if (why.keys.length === 0)
            return 'Except the roles from the statement that denies, or leave the grant out.';
      }
      return 'Look whether that statement is about the callers of the app; where it is, the grant opens nothing to them.';
    },
    look: [
      'aws apigateway get-rest-api --region <region> --rest-api-id <restApi>',
      'aws appsync get-graphql-api --region <region> --api-id <graphqlApi>',
    ],
    values: ({ api }) =>
      api.kind === 'rest'
        ? { region: api.region, restApi: api.id }
        : { region: api.region, graphqlApi: api.id },
  }),
  IAM_ON_MARKED_FIELDS: entry({
    severity: 'info',
    meaning:
      'A granted GraphQL API takes IAM beside its default: only types and fields that its schema marks with `@aws_iam` answer to a role, and the schema was not read.',
    facts: () => ({ api: z.string(), region: z.string(), byDefault: z.string() }),
    agreed: [],
    subject: ({ api }) => api,
    message: ({ api, byDefault }) =>
      `The GraphQL API ${api} takes ${byDefault} by default and IAM beside it: to a role only what its schema marks with @aws_iam answers. The schema was not read.`,
    found: ({ byDefault }) => byDefault,
    needed: () => '@aws_iam on what is granted',
    resolution: 'Look whether the schema marks what is granted; the command shows the schema.',
    look: 'aws appsync get-introspection-schema --region <region> --api-id <api> --format SDL --include-directives /dev/stdout',
    values: ({ api, region }) => ({ region, api }),
  }),
}));
