import { apiGateway } from './api-gateway.ts';
import { cloudfront } from './cloudfront.ts';
import { awsError } from './aws-error.ts';
import { dynamodb } from './dynamodb.ts';
import { faults } from './faults.ts';
import { appsync, firehose, kinesis, lex, location } from './granted-services.ts';
import { iam } from './iam.ts';
import { identityPools } from './identity-pools.ts';
import { answerEveryClient, type Answer, type Api } from './mocked-clients.ts';
import { lambda } from './lambda.ts';
import type { RecordedCall } from './recorded-call.ts';
import { reordered } from './reordered.ts';
import { s3 } from './s3.ts';
import { parameterStore } from './ssm.ts';
import { eventBridge, securityTokens, stepFunctions } from './stack-services.ts';
import { userPools } from './user-pools.ts';
import { waveBarrier } from './wave-barrier.ts';

/** The account that every id of the sample world belongs to. */
export const accountId = '111122223333';
export const homeRegion = 'eu-west-1';
export const configBucket = 'amplify-import-config';
export const linkTable = 'amplify-import-links';

/** What a service does with one command; throws what the service would answer. */
type Effects = Readonly<Record<string, (input: never, region: string) => unknown>>;

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
    lambda: lambda(),
    cloudfront: cloudfront(),
  };
  const apis: Readonly<Record<Api, { readonly effects: Effects }>> = {
    ...services,
    restApis: services.apiGateway.rest,
    httpApis: services.apiGateway.http,
  };
  const calls: RecordedCall[] = [];
  const barrier = waveBarrier();
  const wrong = faults();
  let chance: (() => number) | null = null;

  const answer: Answer = async (api, service, { config }, command) => {
    const { effects } = apis[api];
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
    const facts = [barrier.pass(), config.region(), config.maxAttempts()] as const;
    const [wave, region, maxAttempts] = await Promise.all(facts);
    Object.assign(call, { wave, region });
    try {
      return perform(call, effects[call.action], maxAttempts);
    } catch (error) {
      call.failed = true;
      throw error;
    }
  };

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

  answerEveryClient(answer);

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

/** Callers must not hold a piece of the world that may change; functions (of a body) are handed on as they are. */
function clone(answer: unknown): unknown {
  const parts = Object.entries(answer as object) as [string, unknown][];
  return Object.fromEntries(
    parts.map(([name, part]) => [
      name,
      name === 'Body' || Object.isFrozen(part) ? part : structuredClone(part),
    ]),
  );
}
