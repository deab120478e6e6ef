import * as z from 'zod';
import { arnPattern, eitherPattern, region, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** AppSync's own ids. */
const graphqlApiIdPattern = /^[a-z0-9]{20,32}$/;
export const graphqlApiArnPattern = arnPattern('appsync', String.raw`apis\/([a-z0-9]{20,32})`);
/** `Query.listPosts` or `Query.*` (GraphQL specification, "Names"). */
const fieldPattern = /^[_A-Za-z]\w*\.(?:\*|[_A-Za-z]\w*)$/;

/** `true`: the whole API; for guests its queries and subscriptions only. */
const fields = once(() =>
  z.union(
    [
      z.boolean(),
      z.array(
        z
          .string()
          .regex(fieldPattern, 'needs a type and a field like "Query.listPosts" or "Query.*"'),
      ),
    ],
    'needs true, or a list of fields like "Query.listPosts"',
  ),
);

/** An AppSync API with IAM authorization. */
export const graphqlGrantSchema = once(() =>
  z.strictObject({
    api: z
      .string()
      .regex(
        eitherPattern(graphqlApiIdPattern, graphqlApiArnPattern),
        'needs the id or the ARN of an AppSync API, like "abcdefghijklmnopqrstuvwxyz"',
      ),
    region: region.nullable().default(null),
    authenticated: fields().default(false),
    guest: fields().default(false),
    groups: z.record(groupName, fields()).default({}),
  }),
);

export type GraphqlGrant = z.infer<ReturnType<typeof graphqlGrantSchema>>;
/** Everything, nothing, or `Type.field` by name. */
export type GraphqlFields = z.infer<ReturnType<typeof fields>>;
