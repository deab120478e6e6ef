import { Fault } from '../contract/errors/faults.ts';
import { UserError } from '../contract/errors/user-error.ts';
import type { Reading } from '../domain/readings.ts';
import { reading, translateAwsError } from './aws-errors.ts';

/**
 * The way to calls whose answers or errors hold values of others: variables of functions and apps,
 * parameters. Lambda quotes all variables of a function in the error of one that is too large, and a log
 * line or a report is no place for them.
 */

/** What of an error tells how it failed, and quotes nothing of what was sent or answered. */
type Plain = {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly hostname?: unknown;
  readonly message?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
};

/** How AWS and Node name errors; anything else may be a text. */
const plainName = /^[A-Za-z][A-Za-z0-9_.#]{0,79}$/;
/** What the SDK itself says before it calls anybody. */
const ownMessage = 'Region is missing';

/** Runs an SDK call; of its error name, HTTP status and request id are kept: no message, no cause. */
export async function callQuietly<Output>(
  action: string,
  resource: string,
  send: () => Promise<Output>,
): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof UserError || error instanceof Fault) throw error;
    throw translateAwsError(plainError(error), action, resource, {});
  }
}

/** Runs an SDK read in the same way: not found and denied are answers. */
export async function readingQuietly<Value>(
  action: string,
  resource: string,
  send: () => Promise<Value>,
): Promise<Reading<Value>> {
  return reading(action, resource, () => callQuietly(action, resource, send));
}

function plainError(error: unknown): object {
  const { name, code, hostname, message, $fault, $metadata } = (error ?? {}) as Plain;
  const { httpStatusCode, requestId } = $metadata ?? {};
  const told = [
    ...(httpStatusCode === undefined ? [] : [`HTTP ${httpStatusCode}`]),
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ];
  return {
    name: nameIn(name) ?? 'Error',
    code: nameIn(code),
    hostname: typeof hostname === 'string' ? hostname : undefined,
    message: message === ownMessage ? ownMessage : told.join(', ') || 'no answer',
    $fault,
    $metadata: { httpStatusCode },
  };
}

function nameIn(text: unknown): string | undefined {
  return typeof text === 'string' && plainName.test(text) ? text : undefined;
}
