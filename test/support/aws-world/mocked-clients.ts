import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { AppSyncClient } from '@aws-sdk/client-appsync';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { LocationClient } from '@aws-sdk/client-location';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import type { ServiceName } from './recorded-call.ts';

/** A client as the SDK hands it to the mock. */
type MockedClient = {
  readonly config: { region(): Promise<string>; maxAttempts(): Promise<number> };
};
type AnyCommand = {
  readonly input: object;
  readonly constructor: { readonly name: string };
};

/** The APIs that a world answers: how a recorded call names the service, and the client of the SDK. */
const clients = {
  userPools: ['cognito-idp', CognitoIdentityProviderClient],
  identityPools: ['cognito-identity', CognitoIdentityClient],
  iam: ['iam', IAMClient],
  s3: ['s3', S3Client],
  dynamodb: ['dynamodb', DynamoDBClient],
  stepFunctions: ['states', SFNClient],
  eventBridge: ['events', EventBridgeClient],
  parameterStore: ['ssm', SSMClient],
  securityTokens: ['sts', STSClient],
  appsync: ['appsync', AppSyncClient],
  restApis: ['apigateway', APIGatewayClient],
  httpApis: ['apigateway', ApiGatewayV2Client],
  kinesis: ['kinesis', KinesisClient],
  firehose: ['firehose', FirehoseClient],
  location: ['geo', LocationClient],
  lex: ['lex', LexModelsV2Client],
  lambda: ['lambda', LambdaClient],
  cloudfront: ['cloudfront', CloudFrontClient],
} as const;
export type Api = keyof typeof clients;

/** What a world says to a command that was sent by this client. */
export type Answer = (
  api: Api,
  service: ServiceName,
  client: MockedClient,
  command: AnyCommand,
) => Promise<unknown>;

type Mock = {
  readonly send: { callsFake(fake: unknown): unknown };
  resetHistory(): unknown;
};
let mocks: readonly Mock[] | null = null;
let answerNow: Answer | null = null;

/**
 * From now on every client of the process is answered by `answer`. The classes are mocked once for a
 * test file, not once for a world: a file makes hundreds of worlds, and mocking costs more than a run.
 */
export function answerEveryClient(answer: Answer): void {
  answerNow = answer;
  mocks ??= (Object.keys(clients) as Api[]).map(mockOf);
  // A mock keeps each call for ever; a world records its own.
  for (const mock of mocks) mock.resetHistory();
}

function mockOf(api: Api): Mock {
  const [service, client] = clients[api];
  const mock: Mock = mockClient(client as typeof S3Client);
  mock.send.callsFake(function (this: MockedClient, command: AnyCommand) {
    return answerNow?.(api, service, this, command);
  });
  return mock;
}
