import * as z from 'zod';
import { allowTagName } from '../allow.ts';
import { roleNameOf } from '../aws-names.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

/** Findings about any target of a push. None of them refuses an import. */
export const targetCatalogue = catalogue(() => ({
  TARGET_UNREADABLE: entry({
    severity: 'warning',
    meaning: 'A push target could not be read, so it is left alone.',
    facts: () => ({
      target: z.string(),
      /** The IAM action that AWS denied; `null`: it is another error. */
      action: z.string().nullable(),
      /** The name of another error. */
      error: z.string().nullable(),
      /** What that error says; left out by the versions that did not keep it. */
      cause: z.string().optional(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, action, error, cause }) =>
      `${target} cannot be read: ${action === null ? (cause?.replace(/\.$/, '') ?? `AWS answered ${error}`) : `AWS denied ${action}`}. It is left alone.`,
    resolution:
      'Allow the action to whoever pushes or removes, or take the target out of the request.',
    advice: ({ action }) =>
      action === null ? 'See to the cause, then push or remove again.' : undefined,
  }),
  TARGET_CHANGED: entry({
    severity: 'warning',
    meaning:
      'Somebody has changed a value of ours on a push target, or leads functions to another role than agreed.',
    facts: () => ({
      target: z.string(),
      keys: names,
      /** Of a role: functions that run by it, and did not when the import was agreed to that gives access. */
      functions: names.optional(),
      /** What a removal does with them; left out of a push. */
      removal: z.enum(['left', 'restored']).optional(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, keys, functions, removal }) =>
      removal
        ? `${listing(keys)} on ${target} ${keys.length === 1 ? 'is' : 'are'} no longer what was pushed; ${removal === 'left' ? 'the removal leaves that as it is' : 'the removal puts back what stood there before'}.`
        : functions
          ? `${listing(functions)} ${functions.length === 1 ? 'runs' : 'run'} by ${target}, and did not when access was agreed to. The push leaves the role alone.`
          : `${listing(keys)} on ${target} ${keys.length === 1 ? 'is' : 'are'} no longer what was pushed; a push writes what its plan shows.`,
    resolution:
      'Nothing to do if that is meant. Else change the request, or take the target out of it.',
    advice: ({ functions, removal }) =>
      removal
        ? removal === 'left'
          ? 'Nothing to do if that is meant: take it away by hand, or remove with --force ("force": true) to put back what stood there before.'
          : 'Leave out --force ("force": true) if it is to stay.'
        : functions
          ? 'Look at a new plan, and import again if the roles are meant.'
          : undefined,
  }),
  TARGET_VALUE_REPLACED: entry({
    severity: 'info',
    meaning: 'A value that the link did not write stands under a name of ours, and is replaced.',
    facts: () => ({ target: z.string(), keys: names }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, keys }) =>
      `${listing(keys)} on ${target} hold${keys.length === 1 ? 's' : ''} something else today. It is replaced and not shown; a removal cannot put it back.`,
    resolution: 'Keep a copy of the value if anybody needs it.',
  }),
  TARGET_CONTESTED: entry({
    severity: 'warning',
    meaning: 'Others write on a push target all the time, so that ours could not be verified.',
    facts: () => ({ target: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    resolution: 'Find out who writes there at the same time, then push again.',
  }),
  TARGET_NOT_ALLOWED: entry({
    severity: 'warning',
    meaning: 'The owner of a push target has not allowed it, so it is left alone.',
    facts: () => ({
      target: z.string(),
      /** What is to be allowed, and how its tag is set. */
      arn: z.string(),
      app: z.string(),
      /** The value of its tag `amplify-import`, if it has one. */
      tag: z.string().nullable(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, app }) => `The owner of ${target} has not allowed it to ${app}.`,
    found: ({ tag }) => (tag === null ? 'no tag amplify-import' : `amplify-import=${tag}`),
    needed: ({ app }) => `the tag amplify-import with "${app}" or "any" in it`,
    resolution:
      'Let its owner set the tag, or let the owner of the stack list its ARN in the context `allow`.',
    command: [
      `aws iam tag-role --role-name <roleName> --tags Key=${allowTagName},Value=<apps>`,
      `aws resourcegroupstaggingapi tag-resources --region <region> --resource-arn-list <arn> --tags ${allowTagName}=<apps>`,
    ],
    values: ({ arn, app, tag }) => {
      // The apps that may use it already keep their right.
      const apps = tag ? `${tag} ${app}` : app;
      const [, , service, region] = arn.split(':');
      // What is global, a distribution, is tagged in the one region that the tagging service has for it.
      return service === 'iam'
        ? { roleName: roleNameOf(arn), apps }
        : { region: region || 'us-east-1', arn, apps };
    },
  }),
  SERVICE_NOT_IN_PARTITION: entry({
    severity: 'warning',
    meaning: 'A service of a push target is not there in the partition of its region.',
    facts: () => ({ target: z.string(), service: z.string(), region: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, service, region }) =>
      `${service} is not there in the partition of ${region}, so ${target} is left alone.`,
    resolution: 'Take the target out of the request.',
  }),
}));
