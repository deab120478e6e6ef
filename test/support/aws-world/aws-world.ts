import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { AppSyncClient } from '@aws-sdk/client-appsync';
import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { LocationClient } from '@aws-sdk/client-location';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { apiGateway } from './api-gateway.ts';
import { awsError } from './aws-error.ts';
import { dynamodb } from './dynamodb.ts';
import { faults } from './faults.ts';
import { appsync, firehose, kinesis, lex, location } from './granted-services.ts';
import { iam } from './iam.ts';
import { identityPools } from './identity-pools.ts';
import type { RecordedCall, ServiceName } from './recorded-call.ts';
import { reordered } from './reordered.ts';
import { s3 } from './s3.ts';
import { eventBridge, parameterStore, securityTokens, stepFunctions } from './stack-services.ts';
import { userPools } from './user-pools.ts';
import { waveBarrier } from './wave-barrier.ts';

/** The account that every id of the sample world belongs to. */
export const accountId = '111122223333';
export const homeRegion = 'eu-west-1';
export const configBucket = 'amplify-import-config';
export const linkTable = 'amplify-import-links';

/** What a service does with one command; throws what the service would answer. */
type Effects = Readonly<Record<string, (input: never, region: string) => unknown>>;
/** A client as the SDK hands it to the mock. */
type MockedClient = {
  readonly config: { region(): Promise<string>; maxAttempts(): Promise<number> };
};
type AnyCommand = { readonly input: object; readonly constructor: { readonly name: string } };

export type AwsWorld = ReturnType<typeof awsWorld>;

/**
 * An AWS account in memory, behind aws-sdk-client-mock: every client of the process talks to the
 * world that was made last. It records all calls, counts their waves, and goes wrong when told to.
 */
export function awsWorld(account = accountId) {
  process.env['AWS_REGION'] = homeRegion;
  const services = {
    userPools: userPools(),
    identityPools: identityPools(),
    iam: iam(),
    s3: s3(),
    dynamodb: dynamodb(linkTable),
    stepFunctions: stepFunctions(),
    eventBridge: eventBridge(),
    parameterStore: parameterStore(),
    securityTokens: securityTokens(account),
    appsync: appsync(),
    apiGateway: apiGateway(),
    kinesis: kinesis(),
    firehose: firehose(),
    location: location(),
    lex: lex(),
  };
  const calls: RecordedCall[] = [];
  const barrier = waveBarrier();
  const wrong = faults();
  let chance: (() => number) | null = null;

  async function answer(
    service: ServiceName,
    effects: Effects,
    client: MockedClient,
    command: AnyCommand,
  ): Promise<unknown> {
    const call: RecordedCall = {
      index: calls.length,
      service,
      action: command.constructor.name.replace(/Command$/, ''),
      region: '',
      input: command.input as RecordedCall['input'],
      wave: 0,
      failed: false,
    };
    calls.push(call);
    const { config } = client;
    const facts = [barrier.pass(), config.region(), config.maxAttempts()] as const;
    const [wave, region, maxAttempts] = await Promise.all(facts);
    Object.assign(call, { wave, region });
    try {
      return perform(call, effects[call.action], maxAttempts);
    } catch (error) {
      call.failed = true;
      throw error;
    }
  }

  function perform(call: RecordedCall, effect: Effects[string] | undefined, maxAttempts: number) {
    const { before, after, twice } = wrong.fateOf(call, maxAttempts);
    if (before) throw before;
    if (!effect) throw awsError('UnknownOperationException', 404, `No ${call.action} here.`);
    const happen = () => {
      const answered = clone(effect(structuredClone(call.input) as never, call.region));
      return chance ? reordered(answered, call.service, chance) : answered;
    };
    const answered = happen();
    if (after) throw after;
    // The SDK sends a transaction again under the same token, which DynamoDB answers as the first.
    return twice && call.action !== 'TransactWriteItems' ? happen() : answered;
  }

  const attach = (
    service: ServiceName,
    mock: { readonly send: { callsFake(fake: unknown): unknown } },
    { effects }: { readonly effects: Effects },
  ) => {
    mock.send.callsFake(function (this: MockedClient, command: AnyCommand) {
      return answer(service, effects, this, command);
    });
  };
  attach('cognito-idp', mockClient(CognitoIdentityProviderClient), services.userPools);
  attach('cognito-identity', mockClient(CognitoIdentityClient), services.identityPools);
  attach('iam', mockClient(IAMClient), services.iam);
  attach('s3', mockClient(S3Client), services.s3);
  attach('dynamodb', mockClient(DynamoDBClient), services.dynamodb);
  attach('states', mockClient(SFNClient), services.stepFunctions);
  attach('events', mockClient(EventBridgeClient), services.eventBridge);
  attach('ssm', mockClient(SSMClient), services.parameterStore);
  attach('sts', mockClient(STSClient), services.securityTokens);
  attach('appsync', mockClient(AppSyncClient), services.appsync);
  attach('apigateway', mockClient(APIGatewayClient), services.apiGateway.rest);
  attach('apigateway', mockClient(ApiGatewayV2Client), services.apiGateway.http);
  attach('kinesis', mockClient(KinesisClient), services.kinesis);
  attach('firehose', mockClient(FirehoseClient), services.firehose);
  attach('geo', mockClient(LocationClient), services.location);
  attach('lex', mockClient(LexModelsV2Client), services.lex);

  return {
    ...services,
    calls,
    faults: wrong,
    /** Every call is answered alone, in a random order. */
    interleave: (random: () => number) => barrier.oneAtATime(random),
    /** From now on answers come in another order wherever AWS promises none. */
    reorderAnswers: (random: () => number) => {
      chance = random;
    },
    /** Calls are counted from 0 again. */
    forgetCalls: () => {
      calls.length = 0;
    },
  };
}

/** Callers must not hold a piece of the world; functions (of a body) are handed on as they are. */
function clone(answer: unknown): unknown {
  const { Body: body, ...rest } = answer as { Body?: unknown };
  return { ...structuredClone(rest), ...(body !== undefined && { Body: body }) };
}
