import { readByNone, type KeyMeaning } from '../key-meaning.ts';
import { auth, says } from './auth.ts';
import { resources } from './resources.ts';

/** Keys of `amplify_outputs.json` (docs/facts/javascript-library.md, "Keys of the outputs"). */
export const outputsMeanings: readonly KeyMeaning[] = [
  says(/^version$/, {
    changed: ['none', 'Every library reads each version that begins with "1".'],
  }),
  says(/^\$schema$/, { changed: ['none', 'Only editors read it.'] }),
  says(/^auth$/, auth.userPool),
  says(/^auth\.user_pool_id$/, auth.userPool),
  says(/^auth\.user_pool_client_id$/, auth.client),
  // The library of Flutter reads the next two, and of the hosted UI three kinds more; the schema has none.
  says(/^auth\.user_pool_endpoint$/, auth.endpoint),
  says(/^auth\.app_client_secret$/, auth.clientSecret),
  says(
    /^auth\.oauth\.(sign_in_uri|sign_out_uri|token_uri|sign_(in|out)_uri_query_parameters)(\.|$)/,
    auth.hostedUiAddress,
  ),
  says(/^auth\.identity_pool_id$/, auth.identityPool),
  says(/^auth\.unauthenticated_identities_enabled$/, auth.guests),
  says(/^auth\.aws_region$/, auth.region),
  says(/^auth\.username_attributes$/, auth.signInWith),
  says(/^auth\.standard_required_attributes$/, auth.attributes),
  says(/^auth\.user_verification_types$/, auth.verification),
  says(/^auth\.mfa_(configuration|methods)$/, { ...auth.mfa, unsaid: 'NONE' }),
  says(
    /^auth\.password_policy(\.(min_length|require_(lowercase|uppercase|numbers|symbols)))?$/,
    auth.password,
  ),
  says(/^auth\.oauth$/, auth.hostedUi),
  says(/^auth\.oauth\.identity_providers$/, auth.socialProviders),
  says(/^auth\.oauth\.domain$/, auth.domain),
  says(/^auth\.oauth\.scopes$/, auth.scopes),
  says(/^auth\.oauth\.redirect_sign_in_uri$/, auth.redirectSignIn),
  says(/^auth\.oauth\.redirect_sign_out_uri$/, auth.redirectSignOut),
  says(/^auth\.oauth\.response_type$/, { ...auth.responseType, unsaid: 'code' }),
  says(/^auth\.groups(\.|$)/, auth.groups),
  says(/^auth\.passwordless(\.|$)/, auth.passwordless),
  says(/^storage\.buckets\.[^.]+(\.name)?$/, resources.namedBucket),
  says(/^storage(\.buckets\.[^.]+)?(\.bucket_name)?$/, resources.bucket),
  says(/^storage\.(buckets\.[^.]+\.)?aws_region$/, resources.bucketRegion),
  says(/^storage\.buckets\.[^.]+\.paths(\.|$)/, resources.paths),
  says(/^storage\.buckets$/, {
    changed: ['behaviour', 'Calls that name a bucket find others.'],
    removed: ['breaking', 'Calls that name a bucket fail: "InvalidStorageBucket".'],
  }),
  says(/^data(\.url)?$/, resources.graphqlEndpoint),
  says(/^data\.aws_region$/, resources.graphqlRegion),
  says(/^data\.default_authorization_type$/, resources.graphqlAuthorization),
  says(/^data\.authorization_types$/, resources.graphqlAuthorizations),
  says(/^data\.api_key$/, resources.apiKey),
  says(/^data\.model_introspection(\.|$)/, resources.modelIntrospection),
  says(/^rest_api(\.|$)/, { ...resources.restApi, ours: false }),
  says(/^geo(\.|$)/, resources.geo),
  says(/^analytics(\.|$)/, resources.analytics),
  says(/^notifications(\.|$)/, resources.notifications),
  says(/^custom\.API\.[^.]+\.name$/, resources.restApiName),
  says(/^custom\.API\.[^.]+\.apiName$/, readByNone),
  says(/^custom\.API(\.|$)/, resources.restApi),
  says(/^custom\.graphql(\.|$)/, resources.graphqlEndpoint),
  says(/^custom\.streams(\.|$)/, resources.analytics),
  says(/^custom\.Predictions(\.|$)/, resources.predictions),
  says(/^custom\.Interactions(\.|$)/, resources.bots),
  says(/^custom\.Analytics(\.|$)/, resources.analytics),
  says(/^custom\.events(\.|$)/, {
    changed: ['breaking', 'Events of AppSync go elsewhere.'],
    removed: ['breaking', 'Events of AppSync fail: no endpoint is configured.'],
  }),
  says(/^custom\.auth\.custom_identity_providers$/, {
    changed: ['none', 'No library reads it: your code names the provider when it signs in.'],
  }),
];
