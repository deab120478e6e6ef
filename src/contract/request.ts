import * as z from 'zod';
import { arnPattern, bucket, region } from './aws-names.ts';
import { anyApp } from './allow.ts';
import { exampleGrants } from './example-grants.ts';
import { grantsSchema } from './grants.ts';
import { loosely } from './loosely.ts';
import { expectPlanSchema, linkPartSchema } from './request-words.ts';
import { once } from './when-asked.ts';

/**
 * The request: what a team asks for. The same document is the input of an execution, the body of an
 * event and the argument of the command line. Keys and meanings are interfaces.
 *
 * Parsing turns every absent option into its default (`null` where there is none), so that later
 * states and Choices find every path.
 */

/** `<region>_<id>`, at most 55 characters (Cognito API reference, UserPoolIdType). */
export const userPoolIdPattern = /^[a-z]{2,}(?:-[a-z]+)+-\d+_[0-9A-Za-z]{1,40}$/;
/** Cognito API reference, ClientIdType. */
export const clientIdPattern = /^[\w+]{1,128}$/;
/** `<region>:<uuid>` (Cognito identity API reference, IdentityPoolId). */
export const identityPoolIdPattern =
  /^[a-z]{2,}(?:-[a-z]+)+-\d+:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** With or without a path before the name (IAM API reference, Role). */
export const roleArnPattern =
  /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;

const userPoolId = z
  .string()
  .regex(userPoolIdPattern, 'needs a user pool id like "eu-west-1_AbCdEfGhI"');
const clientId = z
  .string()
  .regex(clientIdPattern, 'needs an app client id like "3weba1b2c3d4e5f6g7h8i9j0k1"');
const identityPoolId = z
  .string()
  .regex(
    identityPoolIdPattern,
    'needs an identity pool id with its region, like "eu-west-1:11111111-2222-4333-8444-555555555555"',
  );

/** Lambda developer guide, "Environment variables"; names that begin with `AWS` are Lambda's own. */
const variablePrefixPattern = /^[A-Za-z][A-Za-z0-9_]*$/;

const functionTarget = once(() =>
  z.strictObject({
    name: z.string().min(1),
    region: region.nullable().default(null),
    access: z.array(z.string().min(1)).default([]),
    prefix: z
      .string()
      .regex(
        variablePrefixPattern,
        'needs a letter first, then letters, digits and "_" (variables are named after it)',
      )
      .nullable()
      .default(null),
  }),
);
const hostingTarget = once(() =>
  z.strictObject({
    appId: z.string().min(1),
    region: region.nullable().default(null),
    branch: z.string().min(1).nullable().default(null),
    build: z.enum(['never', 'onChange']).default('never'),
  }),
);
const siteTarget = once(() =>
  z.strictObject({
    bucket,
    prefix: z.string().default(''),
    distributionId: z.string().min(1).nullable().default(null),
    /** Which files lie beside the app: `amplify_outputs.json`, `amplifyconfiguration.json`, `aws-exports.js`. */
    files: z
      .array(z.enum(['outputs', 'json', 'exports']))
      .min(1)
      .default(['outputs', 'json']),
  }),
);

export const requestSchema = once(() =>
  z.strictObject({
    app: linkPartSchema(),
    env: linkPartSchema(),
    /** `null` only until the stored request or the one of `from` has filled it. */
    userPoolId: userPoolId.nullable().default(null),
    webClientId: clientId.nullable().default(null),
    nativeClientId: clientId.nullable().default(null),
    identityPoolId: identityPoolId.nullable().default(null),
    from: linkPartSchema().nullable().default(null),
    grants: grantsSchema().prefault({}),
    functions: z.array(functionTarget()).default([]),
    hosting: z.array(hostingTarget()).default([]),
    sites: z.array(siteTarget()).default([]),
    /** `true`: the config and the pool's id; `"each"`: every value has a parameter of its own. */
    parameters: z
      .union([z.boolean(), z.literal('each')], 'needs true, false or "each"')
      .default(false),
    oauth: z.enum(['auto', 'required', 'off']).default('auto'),
    redirects: z.enum(['all', 'https']).default('all'),
    outputsVersion: z.enum(['1.5', '1.4']).default('1.5'),
    mode: z.enum(['import', 'plan']).default('import'),
    expectPlan: expectPlanSchema(),
    adopt: z.boolean().default(false),
    rolePolicies: z.enum(['write', 'emit']).default('write'),
    drift: z.enum(['republish', 'review', 'off']).default('republish'),
    expires: z.iso
      .datetime('needs a time in UTC, to the second, like "2026-12-31T18:00:00Z"')
      .nullable()
      .default(null),
    /** With `expires`: an event alone may remove the environment before that. */
    removeByEvent: z.boolean().default(false),
    readRoleArn: z
      .string()
      .regex(roleArnPattern, 'needs the ARN of a role')
      .nullable()
      .default(null),
  }),
);

/** A request with every option filled in, but perhaps without pools: another one is to name them. */
export type ImportRequest = z.infer<ReturnType<typeof requestSchema>>;

/** Lambda API reference, CreateFunction: `FunctionName`, at most 64 characters. */
export const functionNamePattern = /^[A-Za-z0-9_-]{1,64}$/;
/** Perhaps with a version or an alias, which is left out: only `$LATEST` can be written. */
export const functionArnPattern = arnPattern(
  'lambda',
  String.raw`function:[A-Za-z0-9_-]{1,64}(?::(?:\$LATEST|[A-Za-z0-9_-]{1,128}))?`,
);
/** Amplify API reference, App: `appId`. */
export const appIdPattern = /^d[a-z0-9]{1,19}$/;

/**
 * A request as somebody writes it. What earlier versions have recorded is read by `requestSchema`, which
 * asks less of it.
 */
export const writtenRequestSchema = once(() =>
  requestSchema().superRefine((request, context) => {
    const { app, functions, hosting, expires, removeByEvent } = request;
    if (app === anyApp) {
      const message = `cannot be "${anyApp}": the tag by which owners allow it would allow every app`;
      context.addIssue({ code: 'custom', path: ['app'], message });
    }
    if (removeByEvent && expires === null) {
      const message =
        'can only be true beside "expires": what has no end is removed by nobody but a person';
      context.addIssue({ code: 'custom', path: ['removeByEvent'], message });
    }
    for (const [index, { name }] of functions.entries()) {
      if (functionNamePattern.test(name) || functionArnPattern.test(name)) continue;
      const message =
        'needs the name of a function, of up to 64 of A-Z, a-z, 0-9, "_" and "-", or its ARN';
      context.addIssue({ code: 'custom', path: ['functions', index, 'name'], message });
    }
    for (const [index, { appId, branch, build }] of hosting.entries()) {
      const complain = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['hosting', index, key], message });
      if (!appIdPattern.test(appId)) {
        complain('appId', 'needs the id of an Amplify app like "d1a2b3c4d5e6f7"');
      }
      if (build !== 'never' && branch === null) {
        complain(
          'build',
          'can only be "never" where "branch" names none: a build is of one branch',
        );
      }
    }
  }),
);

/** What a run works on: a request with its user pool, named by itself or by a stored request. */
export const runRequestSchema = once(() => requestSchema().extend({ userPoolId }));
export type RunRequest = z.infer<ReturnType<typeof runRequestSchema>>;

/** A request with both pools. */
const pairedRequestSchema = once(() => runRequestSchema().extend({ identityPoolId }));
export type PairedRequest = z.infer<ReturnType<typeof pairedRequestSchema>>;

/** The requests that were understood before, perhaps by a later version with options of its own. */
export const storedRequestSchema = once(() => loosely(runRequestSchema()));
export const storedPairedRequestSchema = once(() => loosely(pairedRequestSchema()));

/** Whether a request names an identity pool. */
export function isPaired(request: RunRequest): request is PairedRequest {
  return request.identityPoolId !== null;
}

/**
 * Options of one run, not of the link: they are left out of the stored request, and a request of
 * `app`, `env` and these alone runs the stored request.
 */
export const runOptions = ['mode', 'expectPlan', 'adopt'] as const;

/** The smallest useful request, to begin with. */
export const exampleRequest = {
  app: 'storefront',
  env: 'prod',
  userPoolId: 'eu-west-1_AbCdEfGhI',
  webClientId: '3weba1b2c3d4e5f6g7h8i9j0k1',
  identityPoolId: 'eu-west-1:11111111-2222-4333-8444-555555555555',
  grants: { storage: exampleGrants.storage },
} as const;
