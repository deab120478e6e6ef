import { addToClient, type Catalogue } from './entry.ts';

const listClients =
  'aws cognito-idp list-user-pool-clients --region <region> --user-pool-id <userPoolId>';

const createClient =
  'aws cognito-idp create-user-pool-client --region <region> --user-pool-id <userPoolId> --client-name web --no-generate-secret --explicit-auth-flows ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH';

/** Cognito refuses legacy values beside those of today, so that they make room for their successors. */
const allowFlows = addToClient(
  'ExplicitAuthFlows |= [.[]? | select(startswith("ALLOW_"))] | .ExplicitAuthFlows',
);

/** Findings about the app clients that a config is made from. */
export const appClientCatalogue = {
  CLIENT_NOT_FOUND: {
    severity: 'error',
    meaning: 'The user pool has no app client of that id.',
    resolution: 'Name an app client of this user pool.',
    command: listClients,
  },
  WEB_CLIENT_HAS_SECRET: {
    severity: 'error',
    meaning: 'A web app cannot keep a secret, so its app client must have none.',
    resolution:
      'Name an app client without a secret as webClientId; if the pool has none, create one and name it.',
    command: createClient,
  },
  NO_WEB_CLIENT: {
    severity: 'error',
    meaning: 'The user pool has no app client without a secret.',
    resolution: 'Create an app client without a secret.',
    command: createClient,
  },
  SEVERAL_WEB_CLIENTS: {
    severity: 'error',
    meaning: 'Several app clients could serve the web app, and the request names none.',
    resolution: 'Name one of them as webClientId.',
    command: listClients,
  },
  TOO_MANY_CLIENTS: {
    severity: 'error',
    meaning: 'The user pool has more app clients than are searched for one without a secret.',
    resolution: 'Name the app client as webClientId.',
    command: listClients,
  },
  NATIVE_CLIENT_HAS_SECRET: {
    severity: 'warning',
    meaning: 'The native app client has a secret, which is never published.',
    resolution:
      'Add the secret to a local copy by "amplify-import fetch --native-client-secret", or use a client without one.',
  },
  NATIVE_CLIENT_DEFAULTED: {
    severity: 'info',
    meaning: 'The request names no native client, so the web client serves native apps too.',
    resolution: 'Name nativeClientId if native apps have a client of their own.',
  },
  NO_SIGN_IN_FLOW: {
    severity: 'error',
    meaning:
      'Nobody can sign in through the app client: every flow of the client libraries is off.',
    resolution: 'Allow SRP on the app client; the command keeps its other settings.',
    command: allowFlows,
  },
  SRP_DISABLED: {
    severity: 'warning',
    meaning:
      'The app client does not allow SRP, the flow that the client libraries use by default.',
    resolution:
      'Allow SRP on the app client, or choose another flow in the app; the command keeps the other settings.',
    command: allowFlows,
  },
  REFRESH_DISABLED: {
    severity: 'warning',
    meaning:
      'The app client allows neither refreshing nor rotating tokens, so users are signed out when their tokens expire.',
    resolution: 'Allow refreshing on the app client; the command keeps its other settings.',
    command: allowFlows,
  },
  CUSTOM_AUTH_FLOW_DISABLED: {
    severity: 'warning',
    meaning: 'The pool has custom authentication, and the app client does not allow its flow.',
    resolution:
      'Allow custom authentication on the app client; the command keeps the other settings.',
    command: allowFlows,
  },
  PASSWORDLESS_FLOW_DISABLED: {
    severity: 'warning',
    meaning:
      'The pool offers sign-in without a password, and the app client does not allow its flow.',
    resolution:
      'Allow choice-based sign-in on the app client; the command keeps the other settings.',
    command: allowFlows,
  },
  REQUIRED_ATTRIBUTE_NOT_WRITABLE: {
    severity: 'warning',
    meaning: 'The app client may not write an attribute that the pool requires, so sign-up fails.',
    resolution: 'Let the app client write it; the command keeps its other settings.',
    command: addToClient('WriteAttributes'),
  },
} as const satisfies Catalogue;
