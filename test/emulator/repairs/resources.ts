import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand as CreateHttpAuthorizerCommand,
  CreateRouteCommand,
  CreateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  AppSyncClient,
  CreateGraphqlApiCommand,
  type CreateGraphqlApiCommandInput,
} from '@aws-sdk/client-appsync';
import { DeleteBucketTaggingCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import type { FindingCode } from '../../../src/contract/findings.ts';
import type { LocalEnvironment } from '../../../src/local/environment.ts';
import type { Account, Case, Request } from './account.ts';

function settingsOf(environment: LocalEnvironment) {
  return {
    endpoint: environment.AWS_ENDPOINT_URL,
    region: environment.AWS_REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

const otherPoolId = 'us-east-1_OtherPool';

/** A case of a GraphQL API that every signed-in user may query. */
function ofGraphql(
  code: FindingCode,
  api: (sample: Account['sample']) => Omit<CreateGraphqlApiCommandInput, 'name'>,
): Case {
  const spoil = async ({ environment, sample, request }: Account): Promise<Request> => {
    const client = new AppSyncClient(settingsOf(environment));
    const created = await client.send(
      new CreateGraphqlApiCommand({ name: `shop-${sample.suffix}`, ...api(sample) }),
    );
    const apiId = created.graphqlApi?.apiId;
    return { ...request, grants: { graphql: [{ api: apiId, authenticated: ['Query.*'] }] } };
  };
  return { code, of: 'a GraphQL API', spoil };
}

type HttpApi = { readonly client: ApiGatewayV2Client; readonly ApiId: string };

/** A case of an HTTP API with one route. */
function ofHttpApi(
  code: FindingCode,
  route: (api: HttpApi, sample: Account['sample']) => Promise<object>,
): Case {
  const spoil = async ({ environment, sample, request }: Account): Promise<Request> => {
    const client = new ApiGatewayV2Client(settingsOf(environment));
    const Name = `shop-${sample.suffix}`;
    const { ApiId = '' } = await client.send(new CreateApiCommand({ Name, ProtocolType: 'HTTP' }));
    await client.send(new CreateStageCommand({ ApiId, StageName: '$default', AutoDeploy: true }));
    const made = await route({ client, ApiId }, sample);
    await client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /orders', ...made }));
    const paths = [{ path: '/orders', authenticated: ['read'] }];
    return { ...request, grants: { rest: [{ api: ApiId, stage: '$default', paths }] } };
  };
  return { code, of: 'an HTTP API', spoil };
}

async function jwtAuthorizer({ client, ApiId }: HttpApi, userPoolId: string, clientId: string) {
  const { AuthorizerId } = await client.send(
    new CreateHttpAuthorizerCommand({
      ApiId,
      Name: 'tokens',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
        Audience: [clientId],
      },
    }),
  );
  return { AuthorizationType: 'JWT', AuthorizerId };
}

/** A case of a REST API with one method that is open to everybody. */
function ofRestApi(code: FindingCode): Case {
  const spoil = async ({ environment, sample, request }: Account): Promise<Request> => {
    const client = new APIGatewayClient(settingsOf(environment));
    const name = `shop-${sample.suffix}`;
    const { id: restApiId = '' } = await client.send(new CreateRestApiCommand({ name }));
    const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
    const parentId = items[0]?.id;
    const { id: resourceId } = await client.send(
      new CreateResourceCommand({ restApiId, parentId, pathPart: 'orders' }),
    );
    const of = { restApiId, resourceId, httpMethod: 'GET' };
    await client.send(new PutMethodCommand({ ...of, authorizationType: 'NONE' }));
    await client.send(new PutIntegrationCommand({ ...of, type: 'MOCK' }));
    await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
    const paths = [{ path: '/orders', authenticated: ['read'] }];
    return { ...request, grants: { rest: [{ api: restApiId, stage: 'prod', paths }] } };
  };
  return { code, of: 'a REST API', spoil };
}

export const resourceCases: readonly Case[] = [
  {
    code: 'RESOURCE_NOT_ALLOWED',
    of: 'a bucket',
    deployed: true,
    spoil: async ({ clients, sample: { bucket: Bucket }, request }) => {
      await clients.s3.send(new DeleteBucketTaggingCommand({ Bucket }));
      return request;
    },
  },
  { code: 'BUCKET_CORS', of: 'a bucket without rules', spoil: async ({ request }) => request },
  {
    code: 'BUCKET_CORS',
    of: 'a bucket with rules for others',
    spoil: async ({ clients, sample: { bucket: Bucket }, request }) => {
      const AllowedMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
      const AllowedOrigins = ['https://app.example.com'];
      const CORSRules = [{ AllowedMethods, AllowedOrigins, ExposeHeaders: ['ETag'] }];
      const CORSConfiguration = { CORSRules };
      await clients.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
      return request;
    },
  },
  ofGraphql('API_WITHOUT_IAM', () => ({ authenticationType: 'API_KEY' })),
  ofGraphql('API_TRUSTS_OTHER_POOL', () => ({
    authenticationType: 'AMAZON_COGNITO_USER_POOLS',
    userPoolConfig: { userPoolId: otherPoolId, awsRegion: 'us-east-1', defaultAction: 'ALLOW' },
  })),
  ofGraphql('API_TRUSTS_OTHER_CLIENTS', ({ userPoolId }) => ({
    authenticationType: 'AMAZON_COGNITO_USER_POOLS',
    userPoolConfig: {
      userPoolId,
      awsRegion: 'us-east-1',
      defaultAction: 'ALLOW',
      appIdClientRegex: '^other$',
    },
  })),
  ofHttpApi('API_TRUSTS_OTHER_POOL', (api) => jwtAuthorizer(api, otherPoolId, 'other')),
  ofHttpApi('API_TRUSTS_OTHER_CLIENTS', (api, { userPoolId }) =>
    jwtAuthorizer(api, userPoolId, 'other'),
  ),
  ofHttpApi('METHOD_WITHOUT_IAM', async () => ({ AuthorizationType: 'NONE' })),
  ofRestApi('METHOD_WITHOUT_IAM'),
  // API_TRUSTS_OTHER_POOL of a REST API is not here: the local cloud makes a text of a list that something is added to.
];
