import type { KeyMeaning } from '../key-meaning.ts';

/**
 * What the settings of auth mean, whatever a format calls them. The library keeps tokens by the id of
 * the client, identities belong to one identity pool, and everything about attributes, passwords and
 * factors is for the Authenticator only: Cognito decides
 * (docs/facts/javascript-library.md, "For whom the keys are").
 */
type Says = Omit<KeyMeaning, 'keys'>;

export const auth = {
  userPool: {
    changed: [
      'breaking',
      'Other users: everybody signs in anew, with an account of the other user pool.',
    ],
    added: ['behaviour', 'Users can sign in.'],
    removed: ['breaking', 'Nobody can sign in: "AuthUserPoolException".'],
  },
  client: {
    changed: [
      'breaking',
      'Sessions are kept by the id of the app client: everybody signs in again. Its URLs, flows and token lifetimes hold from then on.',
    ],
    added: ['behaviour', 'Users can sign in.'],
  },
  clientSecret: {
    changed: [
      'breaking',
      'An app client with a secret refuses whoever does not send it. Ours is never published: "fetch --native-client-secret" adds it to a local copy.',
    ],
  },
  flow: {
    unsaid: 'USER_SRP_AUTH',
    changed: ['breaking', 'Sign-in begins by another flow; the app client must allow it.'],
  },
  identityPool: {
    changed: [
      'breaking',
      'Everybody gets another identity id: files below the old one, in "private/" and "protected/", are not found.',
    ],
    added: [
      'behaviour',
      'Users get AWS credentials: storage and APIs behind IAM can work for them.',
    ],
    removed: [
      'breaking',
      'Nobody gets AWS credentials: storage and APIs behind IAM fail for everybody.',
    ],
  },
  mandatorySignIn: {
    changed: [
      'breaking',
      'With "enable" the library asks for no credentials of guests; without it guests are asked for, and fail where the identity pool refuses them.',
    ],
  },
  guests: {
    added: [
      'behaviour',
      'Decides whether the library asks for credentials of guests. Without the flag it asks for none, as with false.',
    ],
    changed: [
      'breaking',
      'Decides whether the library asks for credentials of guests at all: without it guests get none, and no error says so.',
    ],
  },
  signInWith: {
    changed: ['behaviour', 'The Authenticator asks for something else at sign-in.'],
  },
  attributes: {
    reordered: ['behaviour', 'The Authenticator asks for them in this order.'],
    changed: [
      'behaviour',
      'The Authenticator shows other fields at sign-up. Cognito decides what is needed.',
    ],
  },
  verification: {
    changed: ['none', 'What Cognito verifies is decided by the user pool, not by this file.'],
  },
  mfa: {
    changed: [
      'behaviour',
      'The Authenticator offers other second factors. Cognito decides which are asked for.',
    ],
  },
  password: {
    changed: [
      'behaviour',
      'The Authenticator says another rule for passwords. Cognito decides which are taken.',
    ],
  },
  hostedUi: {
    changed: ['behaviour', 'Sign-in by the hosted UI works otherwise.'],
    added: ['behaviour', 'Sign-in by the hosted UI and by its identity providers can be used.'],
    removed: [
      'breaking',
      'Sign-in by the hosted UI and by its identity providers fails: "OAuthNotConfigureException".',
    ],
  },
  domain: {
    added: ['behaviour', 'Sign-in by the hosted UI finds its address.'],
    changed: [
      'breaking',
      'The hosted UI has another address: who is signed in there must sign in again, and each identity provider must know the new redirect address.',
    ],
  },
  scopes: {
    changed: [
      'behaviour',
      'Tokens of the hosted UI hold other scopes. One that the app client lacks makes Cognito refuse.',
    ],
  },
  redirectSignIn: {
    added: ['behaviour', 'Sign-in by the hosted UI knows where to come back to.'],
    reordered: [
      'behaviour',
      'Of several that fit, the library takes the first: another one than before.',
    ],
    changed: [
      'breaking',
      'The page that signs in must be one of these: elsewhere "InvalidOriginException". One that the app client lacks makes Cognito refuse.',
    ],
  },
  redirectSignOut: {
    added: ['behaviour', 'Sign-out by the hosted UI knows where to come back to.'],
    reordered: [
      'behaviour',
      'Of several that fit, the library takes the first: another one than before.',
    ],
    changed: [
      'breaking',
      'The page that signs out must be one of these: elsewhere "InvalidOriginException".',
    ],
  },
  responseType: {
    added: ['behaviour', 'Says by which flow the hosted UI signs in.'],
    changed: [
      'breaking',
      'Cognito refuses a flow that the app client lacks. "token" gives no refresh token: users sign in again after an hour.',
    ],
  },
  socialProviders: {
    changed: ['behaviour', 'The Authenticator shows other buttons for identity providers.'],
  },
  groups: {
    changed: ['behaviour', 'StorageBrowser lists other places for members of the group.'],
  },
  passwordless: {
    changed: ['behaviour', 'The Authenticator offers other ways to sign in without a password.'],
  },
  region: {
    added: ['behaviour', 'The libraries of Android, Swift and Flutter refuse a file without it.'],
    removed: ['breaking', 'The libraries of Android, Swift and Flutter refuse a file without it.'],
    changed: [
      'breaking',
      'The libraries of Android, Swift and Flutter send requests there. That of JavaScript takes the region of the ids.',
    ],
  },
  endpoint: {
    ours: false,
    changed: ['breaking', 'The native libraries that read it send requests for sign-in elsewhere.'],
    removed: [
      'breaking',
      'The native libraries that read it send requests for sign-in to Cognito itself, past your proxy. Ours never names one: put yours beside our file.',
    ],
  },
  hostedUiAddress: {
    ours: false,
    changed: [
      'breaking',
      'Flutter sends its requests for the hosted UI to the address that it derives from the domain. Ours never names another: put yours beside our file.',
    ],
  },
  verificationMethod: {
    ours: false,
    unsaid: 'code',
    changed: [
      'behaviour',
      'With "link" whoever signs up and follows the link of a message is signed in; else codes are waited for. Put yours beside our file.',
    ],
  },
  projectRegion: {
    added: [
      'behaviour',
      'Without it the library refuses the whole file: "InvalidParameterException".',
    ],
    removed: [
      'breaking',
      'Without it the library refuses the whole file: "InvalidParameterException".',
    ],
    changed: ['none', 'Only that it is there is looked at: the region is that of the ids.'],
  },
} as const satisfies Readonly<Record<string, Says>>;

/** One row of a table. */
export function says(keys: RegExp, meaning: Says): KeyMeaning {
  return { keys, ...meaning };
}
