import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { namedResourceSchema, resourceSubject, resourceWords } from '../named-resource.ts';
import { entry, sendBack, type Catalogue } from './entry.ts';

/** What an answer holds of a GraphQL API that an update does not take. */
const notSentBack =
  'del(.arn, .uris, .tags, .wafWebAclArn, .dns, .visibility, .apiType, .owner)' as const;

/** Lets a GraphQL API take one more kind of caller, and keeps everything else. */
function addProvider<Args extends string, Provider extends string>(args: Args, provider: Provider) {
  return sendBack(
    'aws appsync update-graphql-api --region <region>',
    'aws appsync get-graphql-api --region <region> --api-id <api> --query graphqlApi',
    `${args}'${notSentBack} | .additionalAuthenticationProviders += [${provider}]'` as const,
  );
}

/** Asked by the owner of a key; which names it by its ARN, where it is known by an alias. */
const createGrant =
  'aws kms create-grant --region <region> --key-id "$(aws kms describe-key --region <region> --key-id <key> --query KeyMetadata.Arn --output text)" --grantee-principal <roleArn> --operations <operations>';

/** What an owner allows to apps. */
const allowable = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('role'),
    arn: z.string(),
    /** The policy of the link that would be deleted; `null`: one would be written. */
    policyToDelete: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('resource'),
    resource: namedResourceSchema,
    /** Where the tag is set, and the region of what has it. */
    arn: z.string(),
    region: z.string(),
  }),
]);

/** Findings about what a grant names: that it is there, ours to use, and would really work. */
export const resourceCatalogue = {
  BUCKET_NOT_FOUND: {
    severity: 'error',
    meaning: 'A granted bucket does not exist.',
    resolution: 'Create the bucket, or name another one.',
    command: 'aws s3api head-bucket --bucket <bucket>',
  },
  BUCKET_REGION_MISMATCH: {
    severity: 'error',
    meaning: 'A granted bucket lies in another region than the request says.',
    resolution: 'Leave the region out, or name the right one.',
  },
  RESOURCE_NOT_FOUND: {
    severity: 'error',
    meaning: 'A granted resource does not exist in the account and region that were asked.',
    resolution: 'Check its id and its region, or name another one.',
    command: [
      'aws appsync get-graphql-api --region <region> --api-id <graphqlApi>',
      'aws apigateway get-rest-api --region <region> --rest-api-id <restApi>',
      'aws kinesis describe-stream-summary --region <region> --stream-name <stream>',
      'aws firehose describe-delivery-stream --region <region> --delivery-stream-name <deliveryStream>',
      'aws location describe-map --region <region> --map-name <map>',
      'aws location describe-place-index --region <region> --index-name <placeIndex>',
      'aws location describe-geofence-collection --region <region> --collection-name <collection>',
      'aws location describe-tracker --region <region> --tracker-name <tracker>',
      'aws lexv2-models describe-bot-alias --region <region> --bot-id <bot> --bot-alias-id <alias>',
    ],
  },
  RESOURCE_OTHER_ACCOUNT: {
    severity: 'error',
    meaning:
      'A granted resource belongs to another account or partition than the roles, which are granted nothing there.',
    resolution: 'Name a resource of the account of the roles.',
  },
  RESOURCE_NOT_ALLOWED: entry({
    severity: 'error',
    meaning: 'The owner of a role or of a granted resource has not allowed this app to use it.',
    facts: { what: allowable, app: z.string(), tag: z.string().nullable() },
    agreed: [],
    subject: ({ what }) => (what.kind === 'role' ? what.arn : resourceSubject(what.resource)),
    message({ what, app }) {
      if (what.kind === 'resource')
        return `The owner of the ${resourceWords(what.resource)} has not allowed ${app} to use it.`;
      return what.policyToDelete === null
        ? `The owner of the role ${what.arn} has not allowed ${app} to use it.`
        : `The owner of the role ${what.arn} does not allow ${app} to use it any more, so ${what.policyToDelete} cannot be deleted there.`;
    },
    found: ({ tag }) => tag ?? 'no tag',
    needed: ({ app }) => `amplify-import = ${app}`,
    resolution: 'Let its owner set the tag `amplify-import` on it.',
    advice: ({ what }) =>
      what.kind === 'role' && what.policyToDelete !== null
        ? `Let its owner set the tag until the policy is gone, or delete it: aws iam delete-role-policy --role-name ${roleNameOf(what.arn)} --policy-name ${what.policyToDelete}.`
        : undefined,
    command: [
      'aws iam tag-role --role-name <roleName> --tags Key=amplify-import,Value=<app>',
      'aws resourcegroupstaggingapi tag-resources --region <region> --resource-arn-list <arn> --tags amplify-import=<app>',
    ],
    values: ({ what, app, tag }) =>
      what.kind === 'role'
        ? { roleName: roleNameOf(what.arn), app }
        : // The apps that may use it already keep their right.
          { region: what.region, arn: what.arn, app: tag ? `${tag} ${app}` : app },
  }),
  BUCKET_CORS: {
    severity: 'warning',
    meaning:
      'The CORS configuration of a granted bucket keeps a web app from something that it is granted.',
    resolution:
      'Allow it to the origins of the app, in place of those in the command, which keeps the other rules. An app that runs in no browser needs nothing.',
    command: [
      'aws s3api put-bucket-cors --bucket <bucket> --cors-configuration "$(aws s3api get-bucket-cors --bucket <bucket> | jq --argjson rule <rule> \'.CORSRules |= [$rule] + .\')"',
      'aws s3api put-bucket-cors --bucket <bucket> --cors-configuration <configuration>',
    ],
  },
  BUCKET_KMS_KEY: {
    severity: 'warning',
    meaning:
      'A granted bucket is encrypted by a customer key, which the role must be allowed to use too.',
    resolution:
      'Unless the role may use the key already, let the owner of the key allow it: rights on keys are never written by this import.',
    command: createGrant,
  },
  STREAM_KMS_KEY: {
    severity: 'warning',
    meaning:
      'A granted stream is encrypted by a customer key, which the role must be allowed to use too.',
    resolution:
      'Unless the role may use the key already, let the owner of the key allow it: rights on keys are never written by this import.',
    command: createGrant,
  },
  STREAM_TAKES_NO_RECORDS: {
    severity: 'error',
    meaning: 'A granted Firehose stream has a source of its own and takes no records from apps.',
    resolution: 'Name the source itself, or a Firehose stream whose source is direct PUT.',
  },
  API_WITHOUT_IAM: {
    severity: 'error',
    meaning: 'A granted GraphQL API lets nobody in by IAM, so that no policy of a role opens it.',
    resolution: 'Let the API take IAM as well; the command keeps its other settings.',
    command: addProvider('', '{authenticationType: "AWS_IAM"}'),
  },
  API_TRUSTS_OTHER_POOL: {
    severity: 'error',
    meaning: 'A granted API takes the tokens of other user pools than the one that is imported.',
    resolution:
      'Let the API take the tokens of this user pool as well; the command keeps its other settings.',
    command: [
      addProvider(
        '--arg pool <userPoolId> --arg region <poolRegion> ',
        '{authenticationType: "AMAZON_COGNITO_USER_POOLS", userPoolConfig: {userPoolId: $pool, awsRegion: $region}}',
      ),
      'aws apigateway update-authorizer --region <region> --rest-api-id <restApi> --authorizer-id <authorizer> --patch-operations op=add,path=/providerARNs,value="$(aws cognito-idp describe-user-pool --region <poolRegion> --user-pool-id <userPoolId> --query UserPool.Arn --output text)"',
      "aws apigatewayv2 create-authorizer --region <region> --api-id <httpApi> --name <userPoolId> --authorizer-type JWT --identity-source '$request.header.Authorization' --jwt-configuration <jwtConfiguration>",
    ],
  },
  API_TRUSTS_OTHER_CLIENTS: {
    severity: 'error',
    meaning:
      'A granted API takes the tokens of the user pool, but not those of the app clients that are published.',
    resolution:
      'Let the API take the tokens of these app clients as well; the command keeps its other settings.',
    command: [
      sendBack(
        'aws appsync update-graphql-api --region <region>',
        'aws appsync get-graphql-api --region <region> --api-id <api> --query graphqlApi',
        `--arg pool <userPoolId> --arg clients <expression> '${notSentBack} | (.userPoolConfig, .additionalAuthenticationProviders[]?.userPoolConfig | select(.userPoolId? == $pool)).appIdClientRegex = $clients | (.openIDConnectConfig, .additionalAuthenticationProviders[]?.openIDConnectConfig | select(.issuer? // "" | endswith("/" + $pool))).clientId = $clients'`,
      ),
      'aws apigatewayv2 update-authorizer --region <region> --api-id <httpApi> --authorizer-id <authorizer> --jwt-configuration <jwtConfiguration>',
    ],
  },
  API_NEEDS_NO_GRANT: {
    severity: 'info',
    meaning:
      'A granted API takes the tokens of the user pool, so that signed-in users need no grant for it.',
    resolution: 'Nothing to do if the app calls it by IAM; otherwise leave the grant out.',
  },
  STAGE_NOT_FOUND: {
    severity: 'error',
    meaning: 'An API has no stage of the name that is granted.',
    resolution: 'Name a stage of the API, or deploy one.',
    command: [
      'aws apigateway get-stages --region <region> --rest-api-id <restApi>',
      'aws apigatewayv2 get-stages --region <region> --api-id <httpApi>',
    ],
  },
  PATH_NOT_FOUND: {
    severity: 'error',
    meaning: 'An API has nothing on a granted path or below it.',
    resolution: 'Name a path of the API as it stands there, such as `/items/{id}`.',
    command: [
      'aws apigateway get-resources --region <region> --rest-api-id <restApi> --embed methods',
      'aws apigatewayv2 get-routes --region <region> --api-id <httpApi>',
    ],
  },
  METHOD_NOT_FOUND: {
    severity: 'warning',
    meaning: 'An API has some methods on a granted path, but none that a permission of it is for.',
    resolution: 'Leave the permission out, or add the method to the API.',
    command: [
      'aws apigateway get-resources --region <region> --rest-api-id <restApi> --embed methods',
      'aws apigatewayv2 get-routes --region <region> --api-id <httpApi>',
    ],
  },
  METHOD_WITHOUT_IAM: {
    severity: 'warning',
    meaning:
      'A granted method of an API is not authorized by IAM, so that the grant opens nothing.',
    resolution: 'Let the method be authorized by IAM, or leave the grant out.',
    command: [
      'aws apigateway update-method --region <region> --rest-api-id <restApi> --resource-id <resource> --http-method <method> --patch-operations op=replace,path=/authorizationType,value=AWS_IAM',
      'aws apigatewayv2 update-route --region <region> --api-id <httpApi> --route-id <route> --authorization-type AWS_IAM',
      'aws apigateway get-resources --region <region> --rest-api-id <restApi> --embed methods',
      'aws apigatewayv2 get-routes --region <region> --api-id <httpApi>',
    ],
  },
} as const satisfies Catalogue;
