import { addToClient, sendBack, updateClient, type Catalogue } from './entry.ts';

/**
 * Findings about the hosted UI and federation of one app client. The request decides how bad they
 * are: `oauth` "required" makes them errors, "auto" warnings, "off" leaves them out.
 */
export const oauthCatalogue = {
  OAUTH_HOSTED_UI_OFF: {
    severity: 'warning',
    meaning: 'The hosted UI is switched off for the app client, so no OAuth is published for it.',
    resolution:
      'Switch it on, or ask for "oauth": "off"; the command keeps the other settings, and allows a flow and scopes if there are none, without which Cognito refuses the switch.',
    command: updateClient(
      '.AllowedOAuthFlowsUserPoolClient = true | .AllowedOAuthFlows |= (if length > 0 then . else ["code"] end) | .AllowedOAuthScopes |= (if length > 0 then . else ["openid", "email", "profile"] end)',
    ),
  },
  OAUTH_NO_DOMAIN: {
    severity: 'warning',
    meaning: 'The user pool has no domain, so no OAuth is published for the app client.',
    resolution: 'Give the pool a domain of your choice, or ask for "oauth": "off".',
    command:
      'aws cognito-idp create-user-pool-domain --region <region> --user-pool-id <userPoolId> --domain <domain>',
  },
  OAUTH_NO_CALLBACK_URL: {
    severity: 'warning',
    meaning: 'The app client has no callback URL to publish, so no OAuth is published for it.',
    resolution:
      'Add the URL that the app is opened by after sign-in, in place of the one in the command, which keeps the other settings.',
    command: addToClient('CallbackURLs'),
  },
  OAUTH_NO_SIGNOUT_URL: {
    severity: 'warning',
    meaning: 'The app client has no sign-out URL to publish, so no OAuth is published for it.',
    resolution:
      'Add the URL that the app is opened by after sign-out, in place of the one in the command, which keeps the other settings.',
    command: addToClient('LogoutURLs'),
  },
  OAUTH_NO_FLOW: {
    severity: 'warning',
    meaning:
      'The app client allows neither the code nor the implicit flow, so no OAuth is published for it.',
    resolution: 'Allow the code flow; the command keeps the other settings.',
    command: addToClient('AllowedOAuthFlows'),
  },
  OAUTH_NO_SCOPE: {
    severity: 'warning',
    meaning: 'The app client allows no scope, so no OAuth is published for it.',
    resolution: 'Allow the scopes that the app asks for; the command keeps the other settings.',
    command: addToClient('AllowedOAuthScopes'),
  },
  OAUTH_NO_PROVIDER: {
    severity: 'warning',
    meaning:
      'The app client offers no identity provider, not even the pool itself, so no OAuth is published for it.',
    resolution: 'Let it offer the pool, or a provider of it; the command keeps the other settings.',
    command: addToClient('SupportedIdentityProviders'),
  },
  OAUTH_CLIENTS_DIFFER: {
    severity: 'info',
    meaning:
      'Web and native client have different OAuth settings: each file is made from its own client.',
    resolution: 'Nothing to do if that is meant.',
  },
  OAUTH_IMPLICIT_FLOW: {
    severity: 'info',
    meaning: 'The app client allows the implicit flow only, which hands tokens out in the URL.',
    resolution: 'Allow the code flow, which the libraries then use with PKCE.',
    command: addToClient('AllowedOAuthFlows'),
  },
  OAUTH_PROVIDER_NOT_FOUND: {
    severity: 'warning',
    meaning: 'The app client offers an identity provider that the user pool does not have.',
    resolution: 'Create the provider on the pool, or take it off the client.',
    command:
      'aws cognito-idp list-identity-providers --region <region> --user-pool-id <userPoolId>',
  },
  SOCIAL_ATTRIBUTE_IMMUTABLE: {
    severity: 'warning',
    meaning:
      'A required attribute of the pool cannot change, so whoever signs in through a provider is refused the second time.',
    resolution:
      'A pool keeps the mutability that it was created with: take the provider off the client, or use a pool whose required attributes are mutable.',
  },
  SOCIAL_ATTRIBUTE_NOT_WRITABLE: {
    severity: 'warning',
    meaning:
      'The app client may not write a required attribute, so sign-in through a provider is refused.',
    resolution: 'Let the app client write it; the command keeps its other settings.',
    command: addToClient('WriteAttributes'),
  },
  SOCIAL_ATTRIBUTE_NOT_MAPPED: {
    severity: 'warning',
    meaning:
      'A provider does not give a required attribute of the pool, so sign-in through it is refused.',
    resolution:
      'Map the attribute to a claim of the provider, in place of the one in the command, which keeps the other mappings.',
    command: sendBack(
      'aws cognito-idp update-identity-provider --region <region> --user-pool-id <userPoolId> --provider-name=<provider>',
      'aws cognito-idp describe-identity-provider --region <region> --user-pool-id <userPoolId> --provider-name=<provider> --query IdentityProvider.AttributeMapping',
      "--arg name <attribute> --arg claim <claim> '{AttributeMapping: (. + {($name): $claim})}'",
    ),
  },
} as const satisfies Catalogue;
