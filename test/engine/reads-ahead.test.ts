import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sendOptions } from '../../src/aws/abort.ts';
import { integrations, type MachineDefinition } from '../../src/contract/definition.ts';
import { AwsUnavailable } from '../../src/contract/errors/faults.ts';
import { runImport } from '../../src/engine/run-import.ts';
import { runMachine } from '../../src/engine/run-machine.ts';
import type { IdentityPools, UserPools } from '../../src/procedures/account/port.ts';
import { fullRequest, stackServices } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { notFound } from '../support/builders/readings.ts';
import { silent } from '../../src/engine/progress.ts';
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

describe('What is read ahead', () => {
  beforeEach(() => {
    diary = [];
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

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

describe('Imports that one machine runs one after the other', () => {
  const startImport = (env: string) => ({
    Type: 'Task',
    Resource: integrations.startExecution,
    Parameters: { StateMachineArn: '${ImportAuthMachine}', 'Input.$': `$.${env}` },
    ResultPath: `$.${env}`,
  });
  const importsBoth: MachineDefinition = {
    StartAt: 'Import prod',
    States: {
      'Import prod': { ...startImport('prod'), Next: 'Import dev' },
      'Import dev': { ...startImport('dev'), Next: 'Done' },
      Done: { Type: 'Succeed' },
    },
  };

  it('are each judged by what stands when they begin', async () => {
    sampleAccount();

    const { end } = await runMachine(importsBoth, {
      id: 'local:host:1:parent',
      name: 'parent',
      input: { prod: fullRequest, dev: { ...fullRequest, env: 'dev' } },
      services: stackServices(),
      putEvents: async () => ({ answer: {}, starts: [] }),
      progress: silent,
    });

    const shares = expect.objectContaining({ code: 'ENVIRONMENT_SHARES_ROLES' });
    expect(end).toMatchObject({
      output: {
        prod: {
          Output: { outcome: { result: { findings: expect.not.arrayContaining([shares]) } } },
        },
        dev: { Output: { outcome: { result: { findings: expect.arrayContaining([shares]) } } } },
      },
    });
  });
});
