import type { KeyMeaning } from '../key-meaning.ts';
import { auth, says } from './auth.ts';
import { resources } from './resources.ts';

/** Where the plugin of auth stands in `amplifyconfiguration.json`; `awsconfiguration.json` has it bare. */
const plugin = String.raw`^(auth\.plugins\.awsCognitoAuthPlugin\.)?`;

/** Keys of the files of Android, iOS and Flutter (docs/facts/gen1-files.md). */
export const nativeMeanings: readonly KeyMeaning[] = [
  inPlugin(String.raw`CognitoUserPool(\.Default)?(\.PoolId)?$`, auth.userPool),
  inPlugin(String.raw`CognitoUserPool\.Default\.AppClientId$`, auth.client),
  inPlugin(
    String.raw`(CognitoUserPool|Auth)\.Default(\.OAuth)?\.AppClientSecret$`,
    auth.clientSecret,
  ),
  inPlugin(String.raw`CognitoUserPool\.Default\.Endpoint$`, auth.endpoint),
  inPlugin(String.raw`CognitoUserPool\.Default\.PinpointAppId$`, {
    ...resources.analytics,
    ours: false,
  }),
  // Swift takes it as the flow USER_PASSWORD_AUTH.
  inPlugin(String.raw`CognitoUserPool\.Default\.MigrationEnabled$`, {
    ...auth.flow,
    ours: false,
  }),
  inPlugin(String.raw`CognitoUserPool\.Default\.HostedUI(\.|$)`, {
    ...auth.hostedUi,
    ours: false,
  }),
  inPlugin(
    String.raw`CredentialsProvider(\.CognitoIdentity)?(\.Default)?(\.PoolId)?$`,
    auth.identityPool,
  ),
  inPlugin(String.raw`(CognitoUserPool|CredentialsProvider\.CognitoIdentity)\.Default\.Region$`, {
    added: ['behaviour', 'Requests know where to go.'],
    changed: [
      'breaking',
      'Requests go to the region that the file says; only that of the pool answers.',
    ],
  }),
  inPlugin(String.raw`Auth\.Default\.OAuth$`, auth.hostedUi),
  inPlugin(String.raw`Auth\.Default\.OAuth\.WebDomain$`, auth.domain),
  inPlugin(String.raw`Auth\.Default\.OAuth\.AppClientId$`, auth.client),
  inPlugin(String.raw`Auth\.Default\.OAuth\.Scopes$`, auth.scopes),
  inPlugin(String.raw`Auth\.Default\.OAuth\.SignInRedirectURI$`, auth.redirectSignIn),
  inPlugin(String.raw`Auth\.Default\.OAuth\.SignOutRedirectURI$`, auth.redirectSignOut),
  inPlugin(
    String.raw`Auth\.Default\.OAuth\.(SignInURI|SignOutURI|TokenURI|Sign(In|Out)URIQueryParameters)(\.|$)`,
    auth.hostedUiAddress,
  ),
  inPlugin(String.raw`Auth\.Default\.authenticationFlowType$`, auth.flow),
  inPlugin(String.raw`Auth\.Default\.socialProviders$`, auth.socialProviders),
  inPlugin(String.raw`Auth\.Default\.usernameAttributes$`, auth.signInWith),
  inPlugin(String.raw`Auth\.Default\.signupAttributes$`, auth.attributes),
  inPlugin(String.raw`Auth\.Default\.verificationMechanisms$`, auth.verification),
  inPlugin(String.raw`Auth\.Default\.mfa(Configuration|Types)$`, { ...auth.mfa, unsaid: 'OFF' }),
  inPlugin(String.raw`Auth\.Default\.passwordProtectionSettings(\.|$)`, auth.password),
  inPlugin(String.raw`(GoogleSignIn|FacebookSignIn)(\.|$)`, {
    changed: ['behaviour', 'Sign-in with the own library of Google or Facebook takes other ids.'],
  }),
  inPlugin(String.raw`S3TransferUtility(\.Default)?(\.Bucket)?$`, resources.bucket),
  inPlugin(String.raw`S3TransferUtility\.Default\.Region$`, resources.bucketRegion),
  inPlugin(String.raw`AppSync(\.|$)`, resources.graphqlEndpoint),
  inPlugin(String.raw`Lex(\.|$)`, resources.bots),
  inPlugin(String.raw`Pinpoint(Analytics|Targeting)(\.|$)`, resources.analytics),
  inPlugin(String.raw`(UserAgent|Version|IdentityManager)(\.|$)`, {
    changed: ['none', 'Only says what made the file.'],
  }),
  says(/^auth$/, auth.userPool),
  says(/^storage(\.plugins)?(\.awsS3StoragePlugin)?(\.bucket)?$/, resources.bucket),
  says(/^storage\.plugins\.awsS3StoragePlugin\.region$/, resources.bucketRegion),
  says(/^storage\.plugins\.awsS3StoragePlugin\.defaultAccessLevel$/, {
    unsaid: 'guest',
    changed: ['breaking', 'Calls that name no access level look below another prefix.'],
  }),
  says(/^api\.plugins\.awsAPIPlugin\.[^.]+\.name$/, resources.restApiName),
  says(/^api(\.|$)/, resources.restApi),
  says(/^geo(\.|$)/, resources.geo),
  says(/^predictions(\.|$)/, resources.predictions),
  says(/^analytics(\.|$)/, resources.analytics),
  says(/^notifications(\.|$)/, resources.notifications),
];

function inPlugin(keys: string, meaning: Omit<KeyMeaning, 'keys'>): KeyMeaning {
  return says(new RegExp(plugin + keys), meaning);
}
