import { sendBack, type Catalogue } from './entry.ts';

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

/** Findings about granted APIs: who gets in, and by what. */
export const apiCatalogue = {
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
