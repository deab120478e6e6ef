import * as z from 'zod';
import { arnPattern, eitherPattern, region, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** API Gateway's own ids. */
const restApiIdPattern = /^[a-z0-9]{8,12}$/;
/** The ARN that manages an API (no account in it), and the one that calls it. */
export const restApiArnPatterns = [
  arnPattern('apigateway', String.raw`\/(?:rest)?apis\/([a-z0-9]{8,12})`, ''),
  arnPattern('execute-api', '([a-z0-9]{8,12})'),
] as const;
const stagePattern = /^(?:\$default|[\w-]{1,128})$/;
/** "/", or parts of plain characters, `{param}`, and at the end `{proxy+}`. */
const pathPattern = /^\/$|^(?:\/(?:[\w.:-]+|\{[\w.:-]+\}))*(?:\/(?:[\w.:-]+|\{[\w.:-]+\+?\}))$/;

/** create: POST, read: GET, update: PUT and PATCH, delete: DELETE (docs/facts/gen1-grants.md). */
const restPermissionSchema = once(() => z.enum(['create', 'read', 'update', 'delete']));
const permissions = once(() => z.array(restPermissionSchema()));

const restPathSchema = once(() =>
  z.strictObject({
    path: z
      .string()
      .regex(
        pathPattern,
        'needs a path like "/items" or "/items/{id}", without "*" and ending "/"',
      ),
    authenticated: permissions().default([]),
    guest: permissions().default([]),
    groups: z.record(groupName, permissions()).default({}),
  }),
);

/** An API of API Gateway whose methods take IAM authorization. */
export const restGrantSchema = once(() =>
  z.strictObject({
    api: z
      .string()
      .regex(
        eitherPattern(restApiIdPattern, ...restApiArnPatterns),
        'needs the id or the ARN of an API of API Gateway, like "a1b2c3d4e5"',
      ),
    region: region.nullable().default(null),
    stage: z.string().regex(stagePattern, 'needs the name of a stage, like "prod"'),
    paths: z.array(restPathSchema()),
  }),
);

export type RestGrant = z.infer<ReturnType<typeof restGrantSchema>>;
/** `create`, `read`, `update` or `delete`. */
export type RestPermission = z.infer<ReturnType<typeof restPermissionSchema>>;
