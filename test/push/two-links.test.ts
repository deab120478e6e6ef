import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PushResult } from '../../src/contract/push/result.ts';
import type { Result } from '../../src/contract/result.ts';
import { configBucket, homeRegion } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { hostedAccount, seedApp, variablesOf } from './hosted-account.ts';

const { hosting: there } = hostedAccount();
const functionId = `function:${homeRegion}:orders`;
const update = { service: 'lambda', action: 'UpdateFunctionConfiguration' } as const;
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  world.lambda.add(homeRegion, 'orders');
});

const functionVariables = () => world.lambda.functions.get(homeRegion, 'orders').variables;

/** An import of one of the two links, without a web client in `dev`, so that their values differ. */
function imported(env: 'prod' | 'dev', targets: object): Promise<Result> {
  const request = { ...fullRequest, env, ...(env === 'dev' && { webClientId: null }), ...targets };
  return runOnce(request, { services: stackServices({ wait: async () => undefined }) });
}

function pushed(env: 'prod' | 'dev'): Promise<PushResult | null> {
  return pushTargets({ env });
}

describe('Two links on one function', () => {
  const functions = [{ name: 'orders' }];

  it('are known to each other while the push of the first one has written and not recorded yet', async () => {
    await imported('prod', { functions });
    world.faults.kill(update, 'after');
    await pushed('prod');
    world.faults.revive();
    const written = { ...functionVariables() };
    expect(written).toMatchObject({ AUTH_STOREFRONT_USERPOOLID: userPoolId });
    expect(linkItemOf(world)?.push).toMatchObject({ targets: [] });

    const plan = await imported('dev', { functions });
    const second = await pushed('dev');

    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        code: 'FUNCTION_PREFIX_TAKEN',
        facts: { target: functionId, prefix: 'AUTH_STOREFRONT', links: ['storefront/prod'] },
      }),
    );
    expect(second?.targets).toMatchObject([
      { status: 'left', error: { name: 'FUNCTION_PREFIX_TAKEN' } },
    ]);
    expect(functionVariables()).toEqual(written);
    await expect(pushed('prod')).resolves.toMatchObject({ status: 'unchanged' });
    expect(functionVariables()).toEqual(written);
  });

  it('do not keep each other off by a push that has left the function alone', async () => {
    await imported('prod', { functions });
    await pushed('prod');
    world.lambda.add(homeRegion, 'mail');
    await imported('dev', { functions: [...functions, { name: 'mail' }] });
    world.faults.kill(update, 'after');
    await pushed('dev');
    world.faults.revive();
    expect(linkItemOf(world, { ...link, env: 'dev' })?.push?.open).not.toBeNull();

    await expect(pushed('prod')).resolves.toMatchObject({ status: 'unchanged' });
  });

  it('are known by what is recorded where the plan of a push that died is gone', async () => {
    await imported('prod', { functions });
    await pushed('prod');
    world.lambda.functions.get(homeRegion, 'orders').variables = {};
    world.faults.kill(update, 'after');
    await pushed('prod');
    world.faults.revive();
    const { objects } = world.s3.buckets.get(configBucket) ?? { objects: new Map() };
    objects.delete(linkItemOf(world)?.push?.open?.plan.key ?? '');
    await imported('dev', { functions });

    const second = await pushed('dev');

    expect(second?.targets).toMatchObject([
      { status: 'left', error: { name: 'FUNCTION_PREFIX_TAKEN' } },
    ]);
  });

  it('each write what has a prefix of its own, and one is free again once the first gives it back', async () => {
    await imported('prod', { functions });
    await pushed('prod');
    await imported('dev', { functions: [{ name: 'orders', prefix: 'DEV' }] });
    await expect(pushed('dev')).resolves.toMatchObject({ status: 'pushed' });
    await imported('prod', { functions: [] });
    await pushed('prod');
    await imported('dev', { functions });

    await expect(pushed('dev')).resolves.toMatchObject({ status: 'pushed' });

    expect(Object.keys(functionVariables())).toContain('AUTH_STOREFRONT_USERPOOLID');
    expect(Object.keys(functionVariables())).not.toContain('DEV_USERPOOLID');
  });
});

describe('Two links on Amplify Hosting', () => {
  it.each([
    ['one app', {}],
    ['one branch', { branch: 'main' }],
  ])('do not overwrite each other on %s: the first one keeps it', async (_, place) => {
    const appId = await seedApp(there());
    const hosting = [{ appId, ...place }];
    const branch = 'branch' in place ? place.branch : undefined;
    await imported('prod', { hosting });
    await pushed('prod');
    const before = await variablesOf(there(), appId, branch);
    const plan = await imported('dev', { hosting });

    const second = await pushed('dev');

    const taken = expect.objectContaining({
      code: 'HOSTING_TAKEN',
      severity: 'warning',
      facts: {
        target: ['hosting:eu-west-1', appId, ...(branch ? [branch] : [])].join(':'),
        links: ['storefront/prod'],
      },
    });
    expect(plan.status).toBe('published');
    expect(plan.findings).toContainEqual(taken);
    expect(second?.findings).toEqual([taken]);
    expect(second?.targets).toMatchObject([{ status: 'left', error: { name: 'HOSTING_TAKEN' } }]);
    expect(await variablesOf(there(), appId, branch)).toEqual(before);
    await expect(pushed('prod')).resolves.toMatchObject({ status: 'unchanged' });
  });

  it('are known to each other while the push of the first one is not recorded yet', async () => {
    const appId = await seedApp(there());
    const hosting = [{ appId }];
    await imported('prod', { hosting, functions: [{ name: 'orders' }] });
    world.faults.kill(update, 'after');
    await pushed('prod');
    world.faults.revive();
    await imported('dev', { hosting });

    const second = await pushed('dev');

    expect(second?.targets).toMatchObject([{ status: 'left', error: { name: 'HOSTING_TAKEN' } }]);
  });

  it('have two targets where one writes on the app and the other on a branch', async () => {
    const appId = await seedApp(there());
    await imported('prod', { hosting: [{ appId }] });
    await pushed('prod');
    await imported('dev', { hosting: [{ appId, branch: 'main' }] });

    const second = await pushed('dev');

    expect(second).toMatchObject({ status: 'pushed', findings: [] });
  });
});
