import * as z from 'zod';
import { granteeSchema, granteeWords } from '../grantee.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';
import { once } from '../when-asked.ts';

/** By what libraries get into an Event API, and the word by which a call of theirs names it. */
const mode = once(() => z.enum(['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT']));
const authModes: Readonly<Record<z.infer<ReturnType<typeof mode>>, string>> = {
  AWS_IAM: 'iam',
  AMAZON_COGNITO_USER_POOLS: 'userPool',
  OPENID_CONNECT: 'oidc',
};
const operation = once(() => z.enum(['connect', 'publish', 'subscribe']));

/** What one operation takes in place of what the client config says. */
const exception = once(() =>
  z.strictObject({ operation: operation(), modes: z.array(mode()).readonly() }),
);

const showApi = 'aws appsync get-api --region <region> --api-id <api>';

/** Findings about granted Event APIs: whom they let in, and what for. */
export const eventApiCatalogue = catalogue(() => ({
  EVENTS_WITHOUT_IAM: entry({
    severity: { usually: 'error', of: ({ certain }) => (certain ? 'error' : 'warning') },
    meaning:
      'A granted Event API does not take IAM for what is granted, nor the tokens of the users to whom it is, so that no policy of a role lets them in.',
    facts: () => ({
      api: z.string(),
      region: z.string(),
      /** What is granted and does not take IAM. */
      operations: z.array(operation()).readonly(),
      shutOut: z.array(granteeSchema()).readonly(),
      modes: names,
      /** `false`: a namespace may take IAM all the same, and was not read. */
      certain: z.boolean(),
    }),
    agreed: ['operations'],
    subject: ({ api }) => api,
    message({ api, operations, shutOut, certain }) {
      const told = `The Event API ${api} does not take IAM to ${operations.join(', ')}, which is granted to ${shutOut.map(granteeWords).join(' and ')}`;
      return certain
        ? `${told}.`
        : `${told}, unless a namespace says otherwise: namespaces were not read.`;
    },
    found: ({ modes }) => modes.join(', '),
    needed: () => 'AWS_IAM',
    resolution:
      'Let the API, or the namespace, take IAM as well for what is granted; the command shows what it takes.',
    look: showApi,
    values: ({ api, region }) => ({ region, api }),
  }),
  EVENTS_NOT_CONNECTED: entry({
    severity: {
      usually: 'warning',
      // What is published may be sent by HTTP, too.
      of: ({ operations }) => (operations.includes('subscribe') ? 'warning' : 'info'),
    },
    meaning:
      'A role is granted to subscribe or to publish on an Event API and not to connect: whoever gets it can subscribe to nothing, and publish by HTTP only.',
    facts: () => ({
      api: z.string(),
      region: z.string(),
      role: z.string(),
      /** What the role is granted there. */
      operations: z.array(operation()).readonly(),
      /** How the API is connected to. */
      connect: names,
    }),
    agreed: ['role', 'operations'],
    subject: ({ api }) => api,
    message({ api, role, operations }) {
      const told = `Who gets ${role} is granted to ${operations.join(' and ')} on the Event API ${api}, and not to connect:`;
      const http = 'goes by HTTP only (`events.post` of the library)';
      if (!operations.includes('subscribe')) return `${told} what they publish ${http}.`;
      return operations.includes('publish')
        ? `${told} they can subscribe to nothing, and what they publish ${http}.`
        : `${told} they can subscribe to nothing.`;
    },
    found: ({ operations }) => operations.join(', '),
    needed: () => 'connect',
    resolution:
      'Grant them `connect` as well, on any path of the API. Nothing to do where they have it by a policy of somebody else, or only publish by HTTP.',
    advice: ({ connect }) =>
      connect.includes('AWS_IAM')
        ? undefined
        : `Let the API take IAM to connect, which it does by ${listing(connect)} only, and grant them \`connect\`. Nothing to do where the app connects by a way of its own.`,
    look: showApi,
    values: ({ api, region }) => ({ region, api }),
  }),
  EVENTS_MODE_PER_CALL: entry({
    severity: 'warning',
    meaning:
      'No one way into a granted Event API does for all that an app does there, and a client config names one: the app has to name another one with some calls.',
    facts: () => ({
      api: z.string(),
      region: z.string(),
      /** What the client config says. */
      ours: mode(),
      otherwise: z.array(exception()).readonly(),
    }),
    agreed: ['ours', 'otherwise'],
    subject: ({ api }) => api,
    message: ({ api, ours, otherwise }) =>
      `The client config says ${ours} for the Event API ${api}, which takes ${otherwise.map((one) => `${one.modes.join(' or ')} to ${one.operation}`).join(' and ')}.`,
    found: ({ otherwise }) =>
      otherwise.map((one) => `${one.operation}: ${one.modes.join(', ')}`).join('; '),
    needed: ({ ours }) => ours,
    resolution:
      'Let the app name the mode with the call, like `events.connect(channel, { authMode: "userPool" })`, or let the API take one for all; the command shows what it takes.',
    advice: ({ otherwise }) =>
      `Let the app name the mode with each call (${otherwise.map((one) => `${one.operation}: authMode "${one.modes.map((way) => authModes[way]).join('" or "')}"`).join('; ')}), or let the API take one for all; the command shows what it takes.`,
    look: showApi,
    values: ({ api, region }) => ({ region, api }),
  }),
}));
