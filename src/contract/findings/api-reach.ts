import * as z from 'zod';
import { graphqlShape, restApiShape } from './api-fact.ts';
import { entry, names, type Catalogue } from './entry.ts';

/** What keeps callers from an API, whatever their roles allow. */
const obstacle = z.discriminatedUnion('because', [
  z.strictObject({ because: z.literal('private') }),
  z.strictObject({
    because: z.literal('policy'),
    roles: names,
    /** What decides in each call whether it denies: keys of conditions, `Principal`; empty: it always does. */
    keys: names,
  }),
]);

/** Findings about granted APIs that say of themselves whom they answer. */
export const apiReachCatalogue = {
  API_NOT_REACHABLE: entry({
    severity: 'warning',
    meaning:
      'A granted API says of itself that it does not answer everybody, whatever a role allows: it is private, or its own policy denies callers.',
    facts: {
      api: z.discriminatedUnion('kind', [
        z.strictObject(graphqlShape),
        z.strictObject(restApiShape),
      ]),
      why: obstacle,
    },
    agreed: ['why'],
    subject: ({ api }) => api.id,
    message({ api, why }) {
      const named = `The ${api.kind === 'graphql' ? 'GraphQL API' : 'API'} ${api.id}`;
      if (why.because === 'private') {
        return `${named} is private: it answers within a VPC only, so that an app on the internet gets no answer.`;
      }
      const whom = why.roles.join(', ');
      return why.keys.length === 0
        ? `The own policy of the API ${api.id} denies ${whom} what is granted there, or a part of it.`
        : `The own policy of the API ${api.id} may deny ${whom} what is granted there, or a part of it: ${why.keys.join(', ')} ${why.keys.length === 1 ? 'decides' : 'decide'} that in each call.`;
    },
    resolution:
      'Nothing to do if the app runs where the API answers; otherwise let the API answer the roles, or leave the grant out.',
    advice: ({ why }) =>
      why.because === 'private'
        ? 'Nothing to do if the app runs within the VPC; otherwise name a public API, or leave the grant out.'
        : why.keys.length === 0
          ? 'Except the roles from the statement that denies, or leave the grant out.'
          : 'Look whether that statement is about the callers of the app; where it is, the grant opens nothing to them.',
    command: [
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
    facts: { api: z.string(), region: z.string(), byDefault: z.string() },
    agreed: [],
    subject: ({ api }) => api,
    message: ({ api, byDefault }) =>
      `The GraphQL API ${api} takes ${byDefault} by default and IAM beside it: to a role only what its schema marks with @aws_iam answers. The schema was not read.`,
    found: ({ byDefault }) => byDefault,
    needed: () => '@aws_iam on what is granted',
    resolution: 'Look whether the schema marks what is granted; the command shows the schema.',
    command:
      'aws appsync get-introspection-schema --region <region> --api-id <api> --format SDL --include-directives /dev/stdout',
    values: ({ api, region }) => ({ region, api }),
  }),
} as const satisfies Catalogue;
