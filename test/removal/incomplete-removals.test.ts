import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { roleAt, sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { authRoleArn, guestRoleArn, userPoolId } from '../support/builders/ids.ts';
import {
  distributionId,
  givenBack,
  heldOf,
  idOf,
  imported,
  nothingHeld,
  pushed,
  removed,
  request,
  roleOf,
  site,
  siteId,
  standing,
  targetIn,
} from './pushed-account.ts';

const ten = Array.from({ length: 10 }, (_, index) => `fn-${index}`);
/** Ten functions, and nothing else; all of them pushed. */
const tenPushed = madeReady(async () => {
  const world = sampleAccount();
  for (const name of ten) world.lambda.add(homeRegion, name, { variables: { THEIRS: name } });
  await runOnce({
    ...request,
    functions: ten.map((name) => ({ name })),
    sites: [],
    parameters: false,
  });
  await pushTargets();
  return world;
});
let world: SampleAccount;

const onlyTheirs = (name: string) =>
  Object.keys(world.lambda.functions.get(homeRegion, name).variables).join() === 'THEIRS';

describe('Three of ten targets that fail in a removal', () => {
  const update = (FunctionName: string) => ({
    service: 'lambda' as const,
    action: 'UpdateFunctionConfiguration',
    input: { FunctionName },
  });

  beforeEach(async () => {
    world = await tenPushed();
    world.faults.fail(update('fn-1'), accessDenied());
    world.faults.fail(update('fn-2'), throttled());
    world.faults.fail(
      { service: 'lambda', action: 'GetFunction', input: { FunctionName: 'fn-3' } },
      throttled(),
    );
  });

  it('are named with their errors; seven are given back, and the policies are taken off', async () => {
    const result = await removed();

    expect(result).toMatchObject({ status: 'failed', error: { name: 'RemovalIncomplete' } });
    expect(result.targets.flatMap(({ id, error }) => (error ? [[id, error.name]] : []))).toEqual([
      [idOf('fn-1'), 'AccessDenied'],
      [idOf('fn-2'), 'TargetUnanswered'],
      [idOf('fn-3'), 'TARGET_UNREADABLE'],
    ]);
    for (const name of ['fn-1', 'fn-2', 'fn-3']) expect(result.error?.message).toContain(name);
    expect(ten.filter(onlyTheirs)).toEqual(
      ten.filter((name) => !['fn-1', 'fn-2', 'fn-3'].includes(name)),
    );
    expect(heldOf(world)).toMatchObject({ ledger: [], removed: null });
    expect(storedTexts(world)['config/storefront/prod/manifest.json']).toContain('"removed": true');
  });

  it('are the only ones that the next removal looks at', async () => {
    await removed();
    world.faults.revive();
    world.calls.length = 0;

    const { status } = await removed();

    expect(status).toBe('removed');
    const called = world.calls.flatMap(({ service, input }) =>
      service === 'lambda' ? [String(input['FunctionName'])] : [],
    );
    expect([...new Set(called)].toSorted()).toEqual(['fn-1', 'fn-2', 'fn-3']);
    expect(ten.every(onlyTheirs)).toBe(true);
    expect(heldOf(world)).toEqual(nothingHeld);
  });
});

describe('R2: what is gone before its environment is removed', () => {
  beforeEach(async () => {
    world = await pushed();
  });

  it('R2: keeps nothing from being removed: pools, a role, a function, a bucket, all at once', async () => {
    world.userPools.pools.delete(userPoolId);
    world.identityPools.pools.clear();
    world.iam.roles.delete('orders-role');
    world.lambda.functions.things.delete(`${homeRegion}/orders`);
    world.s3.buckets.delete(site);
    world.cloudfront.distributions.delete(distributionId);
    world.parameterStore.parameters.clear();

    const result = await removed();

    expect(result).toMatchObject({ status: 'removed' });
    expect(result.targets.map(({ id, status }) => [id, status])).toEqual([
      [idOf('mail'), 'restored'],
      ['parameters', 'restored'],
      [idOf('orders'), 'gone'],
      ['role:orders-role', 'gone'],
      [siteId, 'gone'],
    ]);
    expect(heldOf(world)).toEqual(nothingHeld);
  });

  it('R2: is gone as well where it goes between plan and write', async () => {
    let reads = 0;
    world.faults.meanwhile(
      ({ action, input }) =>
        action === 'GetFunction' && input['FunctionName'] === 'orders' && ++reads === 2,
      () => world.lambda.functions.things.delete(`${homeRegion}/orders`),
    );

    const result = await removed();

    expect(result.status).toBe('removed');
    expect(targetIn(result, idOf('orders'))).toMatchObject({ status: 'gone' });
  });

  it('makes no call of any kind on Cognito, whatever has to be given back', async () => {
    await removed();

    expect(actionsOf(world.calls).filter((action) => action.startsWith('cognito'))).toEqual([]);
  });
});

describe('A target whose owner has taken their word back', () => {
  const allowed = [
    authRoleArn,
    guestRoleArn,
    'arn:aws:s3:::*',
    'arn:aws:ssm:*',
    'arn:aws:cloudfront::*',
  ];
  const deployed = (...more: string[]) => ({ allowList: { storefront: [...allowed, ...more] } });

  beforeEach(async () => {
    world = await pushed();
    const tags = { 'amplify-import': 'storefront' };
    world.lambda.functions.get(homeRegion, 'mail').tags = tags;
    roleAt(world, roleOf('orders')).tags = tags;
    const siteBucket = world.s3.buckets.get(site);
    Object.assign(siteBucket ?? {}, { tags: { 'amplify-import-site': 'any' }, abac: true });
  });

  it('is left with the command by which they give it; the others are given back', async () => {
    const result = await removed({}, deployed());

    expect(targetIn(result, idOf('orders'))).toMatchObject({
      status: 'left',
      error: { name: 'TARGET_NOT_ALLOWED' },
    });
    const command = `aws resourcegroupstaggingapi tag-resources --region ${homeRegion} --resource-arn-list arn:aws:lambda:${homeRegion}:111122223333:function:orders --tags amplify-import=storefront`;
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'TARGET_NOT_ALLOWED', command }),
    );
    expect(result.left).toContainEqual(expect.objectContaining({ command }));
    expect(heldOf(world)).toMatchObject({ targets: [idOf('orders')], ledger: [] });
  });

  it('is given back by the next removal, once the word is there again', async () => {
    await removed({}, deployed());
    world.calls.length = 0;

    const { status } = await removed({}, deployed('arn:aws:lambda:*'));

    expect(status).toBe('removed');
    expect(standing(world)).toEqual(givenBack);
    expect(actionsOf(world.calls).filter((action) => /^(ssm|iam)/.test(action))).toEqual([]);
  });

  it('needs no word where its owner has taken our values away by hand', async () => {
    world.lambda.functions.get(homeRegion, 'orders').variables = {};

    const result = await removed({}, deployed());

    expect(result).toMatchObject({ status: 'removed', findings: [] });
    expect(targetIn(result, idOf('orders'))).toMatchObject({ status: 'restored' });
  });

  it('needs none either where nothing of ours was ever written', async () => {
    world = await imported();
    await pushTargets({}, deployed());
    expect(heldOf(world).targets).toContain(idOf('orders'));
    expect(heldOf(world).targets).toContain(siteId);

    const result = await removed({}, deployed());

    expect(result).toMatchObject({ status: 'removed' });
    expect(targetIn(result, idOf('orders'))).toBeUndefined();
    expect(heldOf(world)).toEqual(nothingHeld);
  });
});
