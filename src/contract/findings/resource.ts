import { allowTagName } from '../allow.ts';
import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import {
  lookedUpBy,
  lookUpCommands,
  namedResourceSchema,
  resourceSubject,
  resourceWords,
} from '../named-resource.ts';
import { catalogue, entry, listBuckets } from './entry.ts';
import { once } from '../when-asked.ts';

/** What an owner allows to apps. */
const allowable = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('role'),
      arn: z.string(),
      /** The policy of the link that would be deleted; `null`: one would be written. */
      policyToDelete: z.string().nullable(),
    }),
    z.strictObject({
      kind: z.literal('resource'),
      resource: namedResourceSchema(),
      /** Where the tag is set, and the region of what has it. */
      arn: z.string(),
      region: z.string(),
    }),
  ]),
);

/** Findings about granted resources: that they are there, of the right owner, and allowed. */
export const resourceCatalogue = catalogue(() => ({
  BUCKET_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'A granted bucket does not exist.',
    facts: () => ({ bucket: z.string() }),
    agreed: [],
    subject: ({ bucket }) => bucket,
    message: ({ bucket }) => `There is no bucket ${bucket}.`,
    resolution: 'Create the bucket, or name another one.',
    look: listBuckets,
    values: () => ({}),
  }),
  BUCKET_REGION_MISMATCH: entry({
    severity: 'error',
    meaning: 'A granted bucket lies in another region than the request says.',
    facts: () => ({ bucket: z.string(), region: z.string(), requested: z.string() }),
    agreed: [],
    subject: ({ bucket }) => bucket,
    found: ({ region }) => region,
    needed: ({ requested }) => requested,
    resolution: 'Leave the region out, or name the right one.',
  }),
  RESOURCE_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'A granted resource does not exist in the account and region that were asked.',
    facts: () => ({ resource: namedResourceSchema() }),
    agreed: [],
    subject: ({ resource }) => resourceSubject(resource),
    message: ({ resource }) => `There is no ${resourceWords(resource)} in ${resource.region}.`,
    resolution: 'Check its id and its region, or name another one.',
    look: lookUpCommands,
    values: ({ resource }) => lookedUpBy(resource),
  }),
  RESOURCE_OTHER_ACCOUNT: entry({
    severity: 'error',
    meaning:
      'A granted resource belongs to another account or partition than the roles, which are granted nothing there.',
    facts: () => ({
      resource: namedResourceSchema(),
      partition: z.string(),
      /** `null`: of a bucket whose account is not known. */
      account: z.string().nullable(),
    }),
    agreed: [],
    subject: ({ resource }) => resourceSubject(resource),
    message: ({ resource, partition, account }) =>
      `The ${resourceWords(resource)} belongs to ${account === null ? '' : `account ${account} of `}the partition ${partition}, and the roles do not.`,
    found: ({ partition, account }) =>
      account === null ? `partition ${partition}` : `account ${account}`,
    needed: () => 'the account of the roles',
    resolution: 'Name a resource of the account of the roles.',
  }),
  RESOURCE_NOT_ALLOWED: entry({
    severity: 'error',
    meaning: 'The owner of a role or of a granted resource has not allowed this app to use it.',
    facts: () => ({ what: allowable(), app: z.string(), tag: z.string().nullable() }),
    agreed: [],
    subject: ({ what }) => (what.kind === 'role' ? what.arn : resourceSubject(what.resource)),
    message({ what, app }) {
      if (what.kind === 'resource')
        return `The owner of the ${resourceWords(what.resource)} has not allowed ${app} to use it.`;
      return what.policyToDelete === null
        ? `The owner of the role ${what.arn} has not allowed ${app} to use it.`
        : `The owner of the role ${what.arn} does not allow ${app} to use it any more, so ${what.policyToDelete} cannot be deleted there.`;
    },
    found: ({ tag }) => tag ?? 'no tag',
    needed: ({ app }) => `amplify-import = ${app}`,
    resolution: `Let its owner set the tag \`${allowTagName}\` on it, or let the owner of the stack list its ARN in the context \`allow\`.`,
    advice: ({ what }) =>
      what.kind === 'role' && what.policyToDelete !== null
        ? `Let its owner set the tag until the policy is gone, or delete it: aws iam delete-role-policy --role-name ${roleNameOf(what.arn)} --policy-name ${what.policyToDelete}.`
        : undefined,
    command: [
      `aws iam tag-role --role-name <roleName> --tags Key=${allowTagName},Value=<apps>`,
      `aws resourcegroupstaggingapi tag-resources --region <region> --resource-arn-list <arn> --tags ${allowTagName}=<apps>`,
    ],
    values({ what, app, tag }) {
      // The command sets the whole value: the apps that may use it already keep their right.
      const apps = tag ? `${tag} ${app}` : app;
      return what.kind === 'role'
        ? { roleName: roleNameOf(what.arn), apps }
        : { region: what.region, arn: what.arn, apps };
    },
  }),
}));
