import { readByNone, type KeyMeaning } from '../key-meaning.ts';
import { auth, says } from './auth.ts';
import { resources } from './resources.ts';

/**
 * Keys of `aws-exports.js` and of JavaScript's `amplifyconfiguration.json`
 * (docs/facts/javascript-library.md, "Keys of aws-exports").
 */
export const exportsMeanings: readonly KeyMeaning[] = [
  says(/^aws_user_pools_id$/, auth.userPool),
  says(/^aws_user_pools_web_client_id$/, auth.client),
  says(/^aws_cognito_identity_pool_id$/, auth.identityPool),
  says(/^aws_mandatory_sign_in$/, { ...auth.mandatorySignIn, unsaid: 'disable' }),
  says(/^aws_project_region$/, auth.projectRegion),
  says(/^aws_cognito_region$/, {
    changed: [
      'none',
      'Not read since version 6 of the library, which takes the region from the ids.',
    ],
  }),
  says(/^aws_cognito_username_attributes$/, auth.signInWith),
  says(/^aws_cognito_signup_attributes$/, auth.attributes),
  // The library joins these two lists into the fields of the sign-up.
  says(/^aws_cognito_verification_mechanisms$/, auth.attributes),
  says(/^aws_cognito_sign_up_verification_method$/, auth.verificationMethod),
  says(/^aws_cognito_mfa_(configuration|types)$/, { ...auth.mfa, unsaid: 'OFF' }),
  says(/^aws_cognito_password_protection_settings(\.|$)/, auth.password),
  says(/^aws_cognito_social_providers$/, auth.socialProviders),
  says(/^oauth$/, auth.hostedUi),
  says(/^oauth\.domain$/, auth.domain),
  says(/^oauth\.scope$/, auth.scopes),
  says(/^oauth\.redirectSignIn$/, auth.redirectSignIn),
  says(/^oauth\.redirectSignOut$/, auth.redirectSignOut),
  says(/^oauth\.responseType$/, auth.responseType),
  says(/^aws_user_files_s3_bucket$/, resources.bucket),
  says(/^aws_user_files_s3_bucket_region$/, resources.bucketRegion),
  says(/^aws_user_files_s3_dangerously_connect_to_http_endpoint_for_testing$/, {
    ours: false,
    changed: ['breaking', 'Requests for files go to an endpoint for tests, or no more.'],
  }),
  says(/^aws_appsync_graphqlEndpoint$/, resources.graphqlEndpoint),
  says(/^aws_appsync_region$/, resources.graphqlRegion),
  says(/^aws_appsync_authenticationType$/, {
    ...resources.graphqlAuthorization,
    unsaid: 'AWS_IAM',
  }),
  says(/^aws_appsync_apiKey$/, resources.apiKey),
  says(/^modelIntrospection(\.|$)/, resources.modelIntrospection),
  says(/^aws_cloud_logic_custom\.[^.]+\.name$/, resources.restApiName),
  says(/^aws_cloud_logic_custom(\.|$)/, resources.restApi),
  says(/^geo(\.|$)/, resources.geo),
  says(/^predictions(\.|$)/, resources.predictions),
  says(/^aws_bots_config(\.|$)/, resources.bots),
  says(/^aws_mobile_analytics_app_(id|region)$/, resources.analytics),
  says(/^Notifications(\.|$)/, resources.notifications),
  says(
    /^(federationTarget|allowUnauthenticatedIdentities|aws_bots|Analytics|aws_content_delivery_\w+|aws_dynamodb_\w+)(\.|$)/,
    readByNone,
  ),
];
