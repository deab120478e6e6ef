import { describe, expect, test } from '@jest/globals';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const link = { app: 'storefront', env: 'prod' };

/** The ready requests of a refusal. */
function readyIn(message = ''): readonly object[] {
  const lines = message.split('\n').filter((line) => line.startsWith('{"'));
  return lines.map((line) => JSON.parse(line) as object);
}

describe('App and env alone', () => {
  test('They run the stored request again', async () => {
    const world = await importedAccount();
    const before = traces(world);
    delete roleAt(world, authRoleArn).policies[policyName];

    const result = await runOnce(link);

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(before.policies);
    expect(traces(world).known).toMatchObject({ request: linkItemOf(world)?.request });
  });

  test('With options of one run they keep those out of the stored request', async () => {
    const world = await importedAccount();

    const result = await runOnce({ ...link, mode: 'plan' });

    expect(result.status).toBe('planned');
    expect(linkItemOf(world)?.request?.mode).toBe('import');
  });

  test('What a run was allowed once, the stored request is not allowed for ever', async () => {
    const world = await importedAccount();
    const planned = await runOnce({ ...withGrants(['read'], []), mode: 'plan' });
    const options = { adopt: true, expectPlan: planned.plan?.hash };
    await runOnce({ ...withGrants(['read'], []), ...options });

    const result = await runOnce(link);

    expect(result.status).toBe('unchanged');
    expect(linkItemOf(world)?.request).toMatchObject({ adopt: false, expectPlan: null });
  });

  test('A stored request is the one that went through, not one that was refused', async () => {
    const world = await importedAccount();
    await runOnce({ ...fullRequest, webClientId: 'nobody' });

    const result = await runOnce(link);

    expect(result.status).toBe('unchanged');
    expect(linkItemOf(world)?.request?.webClientId).toBe(fullRequest.webClientId);
  });

  test('D-7, D-8, D-10, D-11: A pool that is gone refuses the run, and what is published stays', async () => {
    const world = await importedAccount();
    const before = traces(world);
    world.userPools.pools.delete(userPoolId);

    const result = await runOnce(link);

    expect(result).toMatchObject({ status: 'refused', error: { name: 'ImportRefused' } });
    expect(result.findings.map(({ code }) => code)).toContain('USER_POOL_NOT_FOUND');
    expect(traces(world)).toEqual(before);
  });

  test('A link that nobody imported is told so', async () => {
    sampleAccount();

    const result = await runOnce({ app: 'storefront', env: 'nowhere' });

    expect(result.error?.name).toBe('InvalidRequest');
    expect(result.error?.message).toContain('No request of storefront/nowhere is stored');
  });
});

describe('From another environment', () => {
  test('A new environment keeps the pools of its sibling, with policies of its own', async () => {
    const world = await importedAccount();
    const { grants } = withGrants(['read'], []);

    const result = await runOnce({ app: 'storefront', env: 'preview', from: 'prod', grants });

    const item = linkItemOf(world, { app: 'storefront', env: 'preview' });
    expect(result.status).toBe('published');
    expect(item?.request).toMatchObject({ userPoolId, identityPoolId });
    expect(Object.keys(policiesOf(world)['CognitoAuth'] ?? {})).toEqual(
      expect.arrayContaining([policyName, 'AmplifyImport-storefront.preview']),
    );
    const exports = (env: string) => storedTexts(world)[`config/storefront/${env}/aws-exports.js`];
    expect(exports('preview')).toBe(exports('prod'));
  });

  test('D-3, D-4: A new environment without pools is offered those of its sibling, or the region’s', async () => {
    const world = await importedAccount();
    const { grants } = withGrants(['read'], []);

    const refused = await runOnce({ app: 'storefront', env: 'preview', grants });
    const ready = readyIn(refused.error?.message);
    const stood = world.dynamodb.items.size;
    const [kept, named] = await Promise.all(
      ready.map((input) => runOnce({ ...input, mode: 'plan' })),
    );

    expect(refused).toMatchObject({ status: 'refused', error: { name: 'InvalidRequest' } });
    expect(stood).toBe(6 + 1);
    expect(ready).toEqual([
      { app: 'storefront', env: 'preview', from: 'prod', grants },
      { Comment: 'storefront-users', app: 'storefront', env: 'preview', userPoolId, grants },
    ]);
    expect(kept?.status).toBe('planned');
    // The pool by itself: the grants need an identity pool, which only the sibling names.
    expect(named?.error?.name).toBe('ImportRefused');
  });

  test('D-5: A sibling that is misspelt is told with those that there are', async () => {
    await importedAccount();

    const refused = await runOnce({ app: 'storefront', env: 'preview', from: 'prd' });

    expect(refused.error?.message).toContain('from: no request of storefront/prd is stored');
    expect(readyIn(refused.error?.message)).toContainEqual({
      app: 'storefront',
      env: 'preview',
      from: 'prod',
    });
  });

  test('A sibling that nobody imported is told so, and nothing is written', async () => {
    const world = sampleAccount();

    const result = await runOnce({ app: 'storefront', env: 'preview', from: 'prod' });

    expect(result.error?.name).toBe('InvalidRequest');
    expect(world.dynamodb.items.size).toBe(0);
  });
});
