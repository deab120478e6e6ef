import { beforeEach, describe, expect, it } from '@jest/globals';
import { handler as planPush } from '../../functions/plan-push.ts';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { configBucket, homeRegion } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { aRun, linkSlice } from '../support/builders/run.ts';

const foreign = { TABLE_NAME: 'orders' };
const withFunction = { ...fullRequest, functions: [{ name: 'orders' }] };
const withParameters = { ...withFunction, parameters: true };
let world: SampleAccount;

beforeEach(async () => {
  world = sampleAccount();
  world.lambda.add(homeRegion, 'orders', {
    variables: { ...foreign, AUTH_STOREFRONT_REGION: 'us-east-1' },
  });
  await runOnce(withParameters);
});

const variables = () => world.lambda.functions.get(homeRegion, 'orders').variables;
const original = { ...foreign, AUTH_STOREFRONT_REGION: 'us-east-1' };

/** A push that has written the function and dies before anything of it is recorded. */
async function diesAfterWriting(asked: object = {}): Promise<void> {
  world.faults.kill('lambda:UpdateFunctionConfiguration', 'after');
  await pushTargets(asked).catch(() => null);
  world.faults.revive();
}

/** The function's variables once the request names no target any more. */
async function variablesInTheEnd(): Promise<object> {
  await runOnce(fullRequest);
  await pushTargets();
  return variables();
}

describe('What a push that died has written', () => {
  it('is given back once the request drops the target, also when a push in between was denied the look', async () => {
    await diesAfterWriting();
    world.faults.fail('lambda:GetFunction', accessDenied(), { times: 1 });
    await pushTargets();

    expect(await variablesInTheEnd()).toEqual(original);
  });

  it('is given back by the push after one that was denied the giving back', async () => {
    await diesAfterWriting();
    await runOnce(fullRequest);
    world.faults.fail('lambda:UpdateFunctionConfiguration', accessDenied(), { times: 1 });
    await pushTargets();
    expect(variables()).not.toEqual(original);

    await pushTargets();

    expect(variables()).toEqual(original);
  });

  it('is known to the link after a second death and a push of another target', async () => {
    await diesAfterWriting();
    world.faults.kill('ssm:PutParameter', 'before');
    await pushTargets().catch(() => null);
    world.faults.revive();
    await pushTargets({ only: ['parameters'] });

    expect(await variablesInTheEnd()).toEqual(original);
  });

  it('keeps nobody from the link once somebody has deleted its plan', async () => {
    await diesAfterWriting();
    const { key = '' } = linkItemOf(world)?.push?.open?.plan ?? {};
    world.s3.buckets.get(configBucket)?.objects.delete(key);

    expect((await runOnce(withParameters)).error).toBeUndefined();
    expect((await pushTargets())?.error).toBeUndefined();
  });
});

describe('What a push has written before somebody else came', () => {
  it('is given back with what stood there first, though the target was left alone', async () => {
    world.faults.meanwhile('lambda:UpdateFunctionConfiguration', () => undefined);
    let looks = 0;
    const { effects } = world.lambda;
    const look = effects.GetFunction;
    effects.GetFunction = (input, region) => {
      looks += 1;
      // The third look of the push is the first after its write.
      if (looks === 3)
        world.lambda.changeVariables(homeRegion, 'orders', { AUTH_STOREFRONT_CLIENTID: 'theirs' });
      return look(input, region);
    };
    const result = await pushTargets();
    effects.GetFunction = look;
    expect(result?.error?.name).toBe('PushIncomplete');

    await runOnce(fullRequest);
    await pushTargets();

    expect(variables()).toMatchObject(original);
    expect(variables()).not.toHaveProperty('AUTH_STOREFRONT_USERPOOLID');
  });
});

describe('Plan push, tried twice in one run', () => {
  it('goes on with the plan that its first try has opened, whatever has changed since', async () => {
    const context = { services: stackServices({ wait: async () => undefined }) };
    const begun = {
      link: linkSlice,
      run: aRun(),
      push: { mode: 'push', only: null, follow: false },
    };
    const lease = await takeLease(begun, context);
    const first = await planPush({ ...begun, lease }, context);
    world.lambda.changeVariables(homeRegion, 'orders', { AUTH_STOREFRONT_REGION: 'theirs' });

    const second = await planPush({ ...begun, lease }, context);

    expect(second).toEqual(first);
    expect(linkItemOf(world)?.push?.open?.plan.sha256).toBe(first.sha256);
  });
});
