import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { callQuietly, readingQuietly } from '../../src/aws/quietly.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import { LeaseLost } from '../../src/contract/errors/run-errors.ts';
import { awsError, connectionReset, throttled } from '../support/aws-world/aws-error.ts';

const secret = 'sk_live_somebody-elses';
const [action, resource] = ['lambda:UpdateFunctionConfiguration', 'orders'];

async function errorOf(error: unknown): Promise<unknown> {
  try {
    return await callQuietly(action, resource, () => Promise.reject(error));
  } catch (thrown) {
    return thrown;
  }
}

/** As Lambda measures the variables of a function: all of them stand in its message. */
const tooLarge = awsError(
  'InvalidParameterValueException',
  400,
  `Environment variables exceeded the 4KB limit. String measured: {"STRIPE":"${secret}"}`,
  { $response: { body: secret }, $metadata: { httpStatusCode: 400, requestId: 'c0ffee-1' } },
);

describe('callQuietly', () => {
  it('hands on what was answered', async () => {
    await expect(callQuietly(action, resource, async () => 7)).resolves.toBe(7);
  });

  it('keeps name, status and request id of an error, and nothing that it quotes', async () => {
    const thrown = await errorOf(tooLarge);

    expect(thrown).toMatchObject({
      name: 'AwsFault',
      message:
        'lambda:UpdateFunctionConfiguration on orders failed: InvalidParameterValueException: HTTP 400, request c0ffee-1',
    });
    expect((thrown as Error).cause).toBeUndefined();
    expect(inspect(thrown, { depth: null, showHidden: true })).not.toContain(secret);
  });

  it('says "try again" of throttles, of server errors and of connections that broke', async () => {
    for (const error of [
      throttled(),
      awsError('ServiceException', 500, secret),
      connectionReset(),
    ]) {
      const thrown = await errorOf(error);

      expect(thrown).toBeInstanceOf(AwsUnavailable);
      expect(inspect(thrown, { depth: null })).not.toContain(secret);
    }
  });

  it('takes a text in the place of a name for no name', async () => {
    const thrown = await errorOf(Object.assign(new Error(secret), { name: `Bad ${secret}` }));

    expect(inspect(thrown, { depth: null })).not.toContain(secret);
  });

  it('lets errors of our own pass', async () => {
    const lost = new LeaseLost('storefront/prod');

    await expect(errorOf(lost)).resolves.toBe(lost);
  });
});

describe('readingQuietly', () => {
  it('answers denied and not found', async () => {
    const denied = awsError('AccessDeniedException', 403, secret);
    const missing = awsError('ResourceNotFoundException', 404, secret);

    await expect(readingQuietly(action, resource, () => Promise.reject(denied))).resolves.toEqual({
      status: 'denied',
      action,
    });
    await expect(readingQuietly(action, resource, () => Promise.reject(missing))).resolves.toEqual({
      status: 'not-found',
    });
  });
});
