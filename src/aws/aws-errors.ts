import { AwsFault, AwsUnavailable, Fault } from '../contract/errors/faults.ts';
import { AccessDenied, AwsRefused, ResourceMissing } from '../contract/errors/caller-errors.ts';
import { UserError } from '../contract/errors/user-error.ts';
import { regionOfPool } from '../contract/aws-names.ts';
import { dnsSuffixOf } from '../domain/ids.ts';
import type { Reading } from '../domain/readings.ts';
import { enableRegion, isKnownRegion, isOptInRegion } from '../domain/regions.ts';
import { settingError, type SettingFailure } from './setting-errors.ts';

/**
 * The one place where SDK exceptions become errors of this project: throttles, transport faults and
 * server errors the one retryable name, not found and denied errors of the user, the rest a fault.
 */

const throttles: ReadonlySet<string> = new Set([
  'TooManyRequestsException',
  'TooManyUpdates',
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ProvisionedThroughputExceededException',
  'TransactionInProgressException',
  'TransactionConflictException',
  'ConditionalRequestConflict',
  'ConcurrentModification',
  'ConcurrentModificationException',
  // Another change of the same bucket is under way (S3 API reference, "Error responses").
  'OperationAborted',
]);
/** Refusals that somebody can end, by their names without `Exception`. */
const refusals: ReadonlySet<string> = new Set([
  'LimitExceeded',
  'UnmodifiableEntity',
  'MalformedPolicyDocument',
  'OperationNotEnabled',
]);
/** Of these services it is a rate, and of no use to anybody after a second (Kinesis API reference). */
const limitIsARate = /^(?:kinesis|firehose):/;
const transportFaults: ReadonlySet<string> = new Set([
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'NetworkingError',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'AbortError',
  'RequestAbortedError',
]);
/** Nothing answers at the address, or there is none. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** Why DynamoDB cancels a transaction that may be tried again as it is (API reference, TransactWriteItems). */
const passingReasons: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const missing: ReadonlySet<string> = new Set([
  'ResourceNotFoundException',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NoSuchBucket',
  'NoSuchKey',
  'NotFound',
  'ParameterNotFound',
  'ExecutionDoesNotExist',
  'StateMachineDoesNotExist',
]);
const denials: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NotAuthorizedException',
  'UnauthorizedException',
  'Forbidden',
]);

/** How a region that is not enabled for the account refuses its credentials, too. */
const unknownThere: ReadonlySet<string> = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);
/** The region and the domain in the name of an endpoint. */
const endpointName = /\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.([a-z.-]+)$/;

type SdkError = SettingFailure & {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $fault?: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
};

/**
 * Translates what an SDK call threw. `action` is the IAM action, `resource` what it was called on; `options`
 * say what caused it, where that may be told.
 */
export function translateAwsError(
  error: unknown,
  action: string,
  resource: string,
  options: ErrorOptions = { cause: error },
): Error {
  const {
    name = '',
    code = '',
    message = '',
    hostname = '',
    $metadata,
    $fault,
    CancellationReasons = [],
  } = (error ?? {}) as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  const text = `${action} on ${resource} failed: ${name || code}: ${message}`;
  // A call that another one is needed for, such as assuming a role, has been translated already.
  if (error instanceof UserError || error instanceof Fault) return error;
  // The text of such an error quotes the answer, and an answer may hold a secret.
  if (name === 'SyntaxError') {
    return new AwsFault(`${action} on ${resource} failed: the answer cannot be read.`);
  }
  const passes = CancellationReasons.some(({ Code = '' }) => passingReasons.has(Code));
  const isRate = name === 'LimitExceededException' && limitIsARate.test(action);
  if (throttles.has(name) || status === 429 || passes || isRate)
    return new AwsUnavailable(text, options);
  if (unknownThere.has(name) && isOfOptInRegion(action, resource)) {
    return new AccessDenied(enableRegion, resource, options);
  }
  const ofSettings = settingError(error ?? {}, action, resource, options);
  if (ofSettings !== null) return ofSettings;
  if (denials.has(name) || status === 403) return new AccessDenied(action, resource, options);
  if (missing.has(name) || status === 404) return new ResourceMissing(resource, options);
  if (code === 'ENOTFOUND' && isOfNoRegion(hostname)) return new ResourceMissing(resource, options);
  if (
    transportFaults.has(name) ||
    transportFaults.has(code) ||
    status >= 500 ||
    $fault === 'server'
  ) {
    return new AwsUnavailable(
      unreachable.has(code) ? `${text}. ${whatToDoOffline()}` : text,
      options,
    );
  }
  const reason = name.replace(/Exception$/, '');
  if (refusals.has(reason)) {
    return new AwsRefused(action, resource, { reason, text: message }, options);
  }
  return new AwsFault(text, options);
}

/** Cognito is asked in the region of a pool's id, everything else in one that is known to work. */
function isOfOptInRegion(action: string, resource: string): boolean {
  return action.startsWith('cognito-') && isOptInRegion(regionOfPool(resource));
}

/** A network that is down knows no address at all; one that works knows those of all regions there are. */
function isOfNoRegion(hostname: string): boolean {
  const [, region = '', domain = ''] = endpointName.exec(hostname) ?? [];
  return ['api.aws', dnsSuffixOf(region)].includes(domain) && !isKnownRegion(region);
}

function whatToDoOffline(): string {
  return process.env['AWS_ENDPOINT_URL']
    ? 'See that something answers where AWS_ENDPOINT_URL leads to, or unset it.'
    : 'Look at the network, then start again.';
}

/** Runs an SDK call with its errors translated. */
export async function call<Output>(
  action: string,
  resource: string,
  send: () => Promise<Output>,
): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    throw translateAwsError(error, action, resource);
  }
}

/** Runs an SDK read: not found and denied are answers, everything else is thrown. */
export async function reading<Value>(
  action: string,
  resource: string,
  send: () => Promise<Value>,
): Promise<Reading<Value>> {
  try {
    return { status: 'found', value: await call(action, resource, send) };
  } catch (error) {
    if (error instanceof ResourceMissing) return { status: 'not-found' };
    if (error instanceof AccessDenied) return { status: 'denied', action: error.action };
    throw error;
  }
}
