import * as z from 'zod';
import { granteeSchema, granteeWords } from '../grantee.ts';
import { classicFlowSchema } from '../pool-settings.ts';
import { catalogue, entry, names } from './entry.ts';

/** What an app pays for the other way to credentials (Cognito guide, "Identity pools authentication flow"). */
const priceOfClassicFlow =
  'the app then asks AWS STS itself, which the Amplify libraries do not, and every caller may take any role that trusts the identity pool for his kind of user, without the limits that Cognito sets for guests';

/** Findings about what is granted, and to whom: what cannot be used, or cannot be done by this version. */
export const grantCatalogue = catalogue(() => ({
  REGION_OTHER_PARTITION: entry({
    severity: 'error',
    meaning: 'A grant names a region of another partition than that of the roles.',
    facts: () => ({ grant: z.string(), region: z.string(), partition: z.string() }),
    agreed: [],
    subject: ({ grant }) => grant,
    message: ({ region, partition }) =>
      `The region ${region} is not of the partition ${partition}, to which the roles belong.`,
    found: ({ region }) => region,
    needed: ({ partition }) => `a region of ${partition}`,
    resolution: 'Name a region of the partition of the roles, or leave the region out.',
  }),
  REGION_UNKNOWN: entry({
    severity: 'warning',
    meaning:
      'A grant of something that is looked up nowhere names a region that is not known here.',
    facts: () => ({ grant: z.string(), region: z.string() }),
    agreed: ['region'],
    subject: ({ grant }) => grant,
    message: ({ region }) =>
      `AWS has no region ${region}, as far as this version knows, and nothing is read there that would tell.`,
    found: ({ region }) => region,
    resolution: 'Check the name of the region.',
  }),
  READ_DENIED: entry({
    severity: {
      usually: 'error',
      of({ unsure }) {
        // What is granted does not depend on the settings of a bucket, and few clients hide a secret.
        if (unsure === 'secret') return 'info';
        return unsure === 'effect' ? 'warning' : 'error';
      },
    },
    meaning: 'AWS denied a call that the import needs.',
    facts: () => ({
      /** What was to be read: an id, an ARN, or a region. */
      of: z.string(),
      action: z.string(),
      /**
       * What is not known now: of a bucket whose it is, or only whether a grant on it will work; of an app
       * client whether it has a secret that it does not show.
       */
      unsure: z.enum(['owner', 'effect', 'secret']).nullable(),
    }),
    agreed: ['action'],
    subject: ({ of }) => of,
    message({ of, action, unsure }) {
      const denied = `AWS denied ${action} on ${of}.`;
      switch (unsure) {
        case 'owner':
          return `${denied} Either whoever runs the import may not read the bucket ${of}, or it belongs to another account: S3 does not say which.`;
        case 'effect':
          return `${denied} So it is not known whether what is granted there will work.`;
        case 'secret':
          return `${denied} So it is not known whether this app client has a secret that Cognito does not show with it, as after a rotation.`;
        case null:
          return denied;
      }
    },
    needed: ({ action }) => action,
    resolution: 'Allow the action to whoever runs the import.',
    advice: ({ action, unsure }) =>
      unsure === 'owner'
        ? `Allow ${action} to whoever runs the import, if the bucket is of the account of the roles; otherwise name one that is.`
        : `Allow ${action} to whoever runs the import.`,
  }),
  SERVICE_RETIRED: entry({
    severity: 'error',
    meaning: 'The request grants something of a service that AWS has closed.',
    facts: () => ({
      grant: z.string(),
      service: z.enum(['Pinpoint', 'Lex V1']),
      resource: z.string(),
    }),
    agreed: [],
    subject: ({ grant }) => grant,
    message: ({ service, resource }) =>
      service === 'Pinpoint'
        ? `${resource} is of Amazon Pinpoint, whose support ended on 30 October 2026.`
        : `${resource} is a bot of Amazon Lex V1, whose support ended on 15 September 2025.`,
    needed: ({ service }) =>
      service === 'Pinpoint'
        ? 'the ARN of a Kinesis or Firehose stream'
        : 'the id of a Lex V2 bot and of its alias',
    resolution: 'Name a resource of the service that took its place, or leave the grant out.',
    advice: ({ service }) =>
      service === 'Pinpoint'
        ? 'Send events to a stream of Kinesis or Firehose, or leave the grant out.'
        : 'Migrate the bot to Lex V2 and name it by its id, or leave the grant out.',
  }),
  GUEST_OUT_OF_SCOPE: entry({
    severity: 'warning',
    meaning:
      'Guests are granted an action that Cognito may refuse them in the enhanced flow, whatever their role allows.',
    facts: () => ({
      grant: z.string(),
      actions: names,
      /** Left out: it is not known. */
      classicFlow: classicFlowSchema().optional(),
      /** A service whose guide lists them for guests all the same; left out: none does. */
      guide: z.enum(['Amazon Location']).optional(),
    }),
    agreed: ['actions'],
    subject: ({ grant }) => grant,
    message: ({ actions, guide }) =>
      guide
        ? `Guests are granted ${actions.join(', ')}. AWS does not say one thing of it: the guide of ${guide} lists them for guests, and the policy by which Cognito limits guests in the enhanced flow does not name them.`
        : `Guests are granted ${actions.join(', ')}, which Cognito may refuse them in the enhanced flow.`,
    found: ({ actions }) => actions.join(', '),
    resolution: 'Grant it to signed-in users only.',
    advice: ({ classicFlow, guide }) => {
      if (guide)
        return 'Try it as a guest before the app relies on it; where it is refused, grant it to signed-in users only.';
      switch (classicFlow) {
        case 'works':
          return `Grant it to signed-in users only. Or let the app get the credentials of guests by the classic flow: ${priceOfClassicFlow}.`;
        case 'off':
          return `Grant it to signed-in users only. Or switch on the classic flow and let the app get the credentials of guests by it: ${priceOfClassicFlow}.`;
        case 'refused':
        case undefined:
          return undefined;
      }
    },
  }),
  GUEST_WRITES_LEFT_OUT: entry({
    severity: 'info',
    meaning:
      'Guests who are granted a whole GraphQL API get its queries and subscriptions: what they may change, or read of other types, is granted by name only.',
    facts: () => ({ grant: z.string(), api: z.string() }),
    agreed: [],
    subject: ({ grant }) => grant,
    message: ({ api }) => `Guests may query ${api} and subscribe to it, and no more.`,
    found: () => '"guest": true',
    needed: () => '"guest": ["Query.*", "Subscription.*", "Mutation.sendMessage"], for example',
    resolution: 'Nothing to do, unless guests should write: then list every field that they get.',
  }),
  GRANTED_ON_EVERY_RESOURCE: entry({
    severity: 'info',
    meaning:
      'A prediction is granted on `*`, in one region: the service answers a call without any resource of the account, so that IAM has none to name.',
    facts: () => ({
      grants: names,
      region: z.string(),
      grantees: z.array(granteeSchema()).readonly(),
      uses: names,
      actions: names,
    }),
    agreed: [],
    subject: ({ grants }) => grants.join(', '),
    message: ({ region, grantees, uses }) =>
      `In ${region}, ${grantees.map(granteeWords).join(' and ')} may use ${uses.join(', ')} on "*".`,
    found: ({ actions }) => actions.join(', '),
    resolution:
      'Nothing to do, unless somebody should not run up the costs of the service: then leave them out. Guests are anybody.',
  }),
  OPTION_NOT_SUPPORTED_YET: entry({
    severity: 'error',
    meaning: 'The request uses an option that this version does not know how to honour.',
    facts: () => ({ option: z.enum(['drift', 'functions[].access']) }),
    agreed: [],
    subject: ({ option }) => option,
    resolution: 'Leave that option out.',
  }),
}));
