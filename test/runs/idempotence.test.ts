import { describe, expect, test } from '@jest/globals';
import { configBucket } from '../support/aws-world/aws-world.ts';
import {
  announcedTypes,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import {
  foreignPolicy,
  foreignPolicyName,
  roleAt,
  sampleAccount,
} from '../support/aws-world/sample-account.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import { authRoleArn } from '../support/builders/ids.ts';

const folder = 'config/storefront/prod';

describe('Idempotent', () => {
  test('The second run writes no policy, no config, and announces nothing', async () => {
    const world = await importedAccount();
    const before = traces(world);

    const result = await runOnce(fullRequest);

    const written = world.calls
      .filter(({ action }) => action === 'PutObject')
      .map(({ input }) => String(input['Key']).split('/', 1)[0]);
    expect(result.status).toBe('unchanged');
    expect(traces(world)).toEqual(before);
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
    expect(actionsOf(world.calls)).not.toContain('iam:DeleteRolePolicy');
    expect(written).toEqual(['reports', 'reports', 'reports']);
    expect(world.eventBridge.events).toEqual([]);
  });

  test('The second run of a request that expects a plan writes nothing, however many plans came between', async () => {
    const world = sampleAccount();
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    const agreed = { ...fullRequest, expectPlan: plan?.hash };
    const first = await runOnce(agreed);
    for (const word of [[], ['create'], ['read'], ['update'], ['delete'], ['create', 'read']]) {
      await runOnce({ ...withGrants(word, []), mode: 'plan' });
    }
    const before = traces(world);

    const second = await runOnce(agreed);

    expect([first.status, second.status]).toEqual(['published', 'unchanged']);
    expect(traces(world)).toEqual(before);
  });

  test('A third run after a changed one goes back to the same bytes under a new revision', async () => {
    const world = await importedAccount();
    const [policies, files] = [policiesOf(world), storedTexts(world)];
    await runOnce(withGrants([], []));
    await runOnce(fullRequest);

    expect(policiesOf(world)).toEqual(policies);
    expect(storedTexts(world)[`${folder}/aws-exports.js`]).toBe(files[`${folder}/aws-exports.js`]);
  });

  test('A tampered current copy is repaired without a new revision', async () => {
    const world = await importedAccount();
    const before = traces(world);
    const objects = world.s3.buckets.get(configBucket)?.objects;
    objects?.set(`${folder}/aws-exports.js`, seededObject('tampered'));
    objects?.delete(`${folder}/amplify_outputs.json`);

    const result = await runOnce(fullRequest);

    expect(result.published?.revision).toBe(1);
    expect(traces(world)).toEqual(before);
  });

  test('A revision that was published but never announced is announced, and nothing else', async () => {
    const world = sampleAccount();
    world.faults.kill('events:PutEvents', 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const before = traces(world);
    world.forgetCalls();

    await runOnce(fullRequest);

    expect(announcedTypes(world)).toEqual(['Auth Config Published']);
    expect(world.eventBridge.events[0]?.detail).toMatchObject({ revision: 1 });
    expect(traces(world)).toEqual({ ...before, known: linkItem(world, 1), holder: null });
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
  });
});

function linkItem(world: Parameters<typeof linkItemOf>[0], announcedRevision: number) {
  const { known } = traces(world);
  return { ...known, announcedRevision };
}

describe('Foreign policies', () => {
  test('Foreign policies are byte-identical after an import, a change and a removal of grants', async () => {
    const world = await importedAccount();
    await runOnce(withGrants(['read'], []));

    await runOnce(withGrants([], []));

    expect(policiesOf(world)).toEqual({
      CognitoAuth: { [foreignPolicyName]: foreignPolicy },
      CognitoGuest: {},
    });
  });

  test('In plan and report they appear by name and size only', async () => {
    const world = sampleAccount();
    const statement = { Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:private-to-others' };
    roleAt(world, authRoleArn).policies[foreignPolicyName] = JSON.stringify({
      Version: '2012-10-17',
      Statement: [statement],
    });

    await runOnce(fullRequest);

    const texts = Object.values(storedTexts(world, '')).join('\n');
    expect(texts).toContain(foreignPolicyName);
    expect(texts).not.toContain('arn:private-to-others');
  });
});

describe('Roles that the identity pool lets go', () => {
  test('Our policy is deleted there, the ledger forgets the role, and the role keeps the rest', async () => {
    const world = await importedAccount();
    const pool = world.identityPools.pools.get(fullRequest.identityPoolId);
    if (pool) pool.roles = { authenticated: authRoleArn };
    const { storage } = withGrants(['read'], []).grants;

    const result = await runOnce({ ...fullRequest, grants: { storage } });

    expect(result.status).toBe('published');
    expect(policiesOf(world)['CognitoGuest']).toEqual({});
    expect(linkItemOf(world)?.ledger.map(({ roleArn }) => roleArn)).toEqual([authRoleArn]);
  });

  test('A role that was deleted outright is forgotten', async () => {
    const world = await importedAccount();
    const pool = world.identityPools.pools.get(fullRequest.identityPoolId);
    if (pool) pool.roles = { authenticated: authRoleArn };
    world.iam.roles.delete('CognitoGuest');

    const result = await runOnce(withGrants(['read'], []));

    expect(result.status).toBe('published');
    expect(linkItemOf(world)?.ledger.map(({ roleArn }) => roleArn)).toEqual([authRoleArn]);
  });
});
