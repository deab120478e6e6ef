import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sendOptions } from '../../src/aws/abort.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import { runImport } from '../../src/engine/run-import.ts';
import type { IdentityPools, UserPools } from '../../src/procedures/ports.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { notFound } from '../support/builders/readings.ts';
import { silent } from '../support/silent-progress.ts';
import { memoryAccount, userPools } from './memory-account.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId, identityPoolId };

let diary: string[];

/** The first read of an identity pool is answered by nobody; whoever is told to stop says so. */
function silentAtFirst(): Pick<IdentityPools, 'identityPool' | 'roles'> {
  let asked = 0;
  return {
    roles: async () => notFound,
    identityPool: async () => {
      diary.push('the identity pool is asked for');
      asked += 1;
      if (asked > 1) return notFound;
      const { abortSignal } = sendOptions();
      await new Promise((resolve) => abortSignal?.addEventListener('abort', resolve));
      diary.push('told to stop');
      throw new AwsUnavailable('Nobody answers.');
    },
  };
}

function run(overrides: Partial<UserPools> = {}) {
  const { services } = memoryAccount({
    identityPools: silentAtFirst() as IdentityPools,
    userPools: userPools(overrides),
  });
  return runImport(request, {
    services,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: { ...silent, failed: (state, _, { name }) => diary.push(`${state}: ${name}`) },
    retryInterval: 0,
  });
}

beforeEach(() => {
  diary = [];
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('What is read ahead', () => {
  it('takes no longer than a step may, and is asked for again by the state that waits for it', async () => {
    const ended = run();

    await jest.advanceTimersByTimeAsync(59_000);
    const beforehand = [...diary];
    await jest.advanceTimersByTimeAsync(2_000);
    const { status, findings } = await ended;

    expect(beforehand).toEqual(['the identity pool is asked for']);
    expect(diary).toEqual([
      'the identity pool is asked for',
      'told to stop',
      'Validate identity pool: AwsUnavailable',
      'the identity pool is asked for',
    ]);
    expect(status).toBe('refused');
    expect(findings).toContainEqual(expect.objectContaining({ code: 'IDENTITY_POOL_NOT_FOUND' }));
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends with the run, where no state comes to ask for it', async () => {
    const broken = async () => {
      throw new Error('The user pool cannot be read.');
    };

    const { status } = await run({ userPool: broken });

    expect(status).toBe('failed');
    expect(diary).toEqual([
      'the identity pool is asked for',
      'Validate user pool: Error',
      'told to stop',
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
