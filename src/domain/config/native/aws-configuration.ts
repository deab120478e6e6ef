import type { ClientConfig } from '../client-config.ts';
import { frontendAuth } from '../frontend-auth.ts';
import { oauthOf, type OAuth } from '../../pools/oauth.ts';
import { appSync } from './apis.ts';
import { nativeJson, type NativePlatform } from './platform.ts';
import { redirectText } from './redirects.ts';

const userAgents: Readonly<Record<NativePlatform, string>> = {
  android: 'aws-amplify-cli/0.1.0',
  ios: 'aws-amplify/cli',
  flutter: 'aws-amplify-cli/0.1.0',
};

/** `awsconfiguration.json`: what the SDKs before Amplify's own libraries read. */
export function renderAwsConfiguration(platform: NativePlatform, config: ClientConfig): string {
  return nativeJson(awsConfiguration(platform, config));
}

/**
 * The object of `awsconfiguration.json`, which is the auth section of `amplifyconfiguration.json` as
 * well, of the native client and with the keys in Gen 1's order (docs/facts/gen1-files.md). The secret
 * of a client has its places in it and is in none: `withNativeClientSecret` adds it to a local copy.
 */
export function awsConfiguration(platform: NativePlatform, config: ClientConfig): object {
  const { auth, identity, options } = config;
  const [bucket] = config.buckets;
  const oauth = oauthOf(auth.native, auth.domain, options);
  const appSyncSection = appSync(config);
  return {
    UserAgent: userAgents[platform],
    Version: '0.1.0',
    IdentityManager: { Default: {} },
    ...(identity && {
      CredentialsProvider: {
        CognitoIdentity: { Default: { PoolId: identity.identityPoolId, Region: identity.region } },
      },
    }),
    CognitoUserPool: {
      Default: { PoolId: auth.userPoolId, AppClientId: auth.native.id, Region: auth.region },
    },
    ...socialSignIn(config),
    Auth: {
      Default: {
        ...(oauth && { OAuth: oauthSection(oauth, platform, auth.native.id) }),
        authenticationFlowType: auth.customAuth
          ? 'CUSTOM_AUTH'
          : (auth.nativeFlow ?? 'USER_SRP_AUTH'),
        ...frontendAuth(auth, auth.native),
      },
    },
    ...(bucket && {
      S3TransferUtility: { Default: { Bucket: bucket.name, Region: bucket.region } },
    }),
    ...(appSyncSection && { AppSync: appSyncSection }),
  };
}

/** The social logins of the identity pool, for apps that sign in with them by their own SDKs. */
function socialSignIn({ identity }: ClientConfig): object {
  const { google = null, facebook = null } = identity?.loginClients ?? {};
  return {
    ...(google && {
      GoogleSignIn: { Permissions: 'email,profile,openid', 'ClientId-WebApp': google },
    }),
    ...(facebook && { FacebookSignIn: { AppId: facebook, Permissions: 'public_profile' } }),
  };
}

function oauthSection(oauth: OAuth, platform: NativePlatform, clientId: string): object {
  return {
    WebDomain: oauth.domain,
    AppClientId: clientId,
    SignInRedirectURI: redirectText(oauth.redirectSignIn, platform),
    SignOutRedirectURI: redirectText(oauth.redirectSignOut, platform),
    Scopes: oauth.scopes,
  };
}
