import { describe, expect, test } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

/** One link, imported more than once: where the incumbent says that auth was added already. */

const spare = '5spaa1b2c3d4e5f6g7h8i9j0k1';

/** Another client without a secret, which the identity pool accepts as well. */
function addClient(world: AwsWorld, ClientId = spare): void {
  world.userPools.pools.get(userPoolId)?.clients.push({
    ClientId,
    ClientName: 'spare',
    UserPoolId: userPoolId,
  });
  for (const { pool } of world.identityPools.pools.values()) {
    const [first] = pool.CognitoIdentityProviders ?? [];
    pool.CognitoIdentityProviders?.push({ ...first, ClientId });
  }
}

const configOf = (world: AwsWorld, env: string) =>
  Object.entries(storedTexts(world, `config/storefront/${env}/`));

describe('A link that was imported already', () => {
  test('G-1, T-2, T-3: is imported again without a word, and needs no unlinking first', async () => {
    await importedAccount();

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('unchanged');
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('G-3: with other ids it is pointed to them, in a new revision', async () => {
    const world = await importedAccount();
    addClient(world);

    const result = await runOnce({ ...fullRequest, webClientId: spare });

    const exported = storedTexts(world)['config/storefront/prod/aws-exports.js'];
    expect(result).toMatchObject({ status: 'published', published: { revision: 2 } });
    expect(exported).toContain(spare);
    expect(exported).not.toContain(webClientId);
    expect(linkItemOf(world)?.request?.webClientId).toBe(spare);
  });

  test('S-4: keeps its name, whatever pool it is pointed to', async () => {
    const world = await importedAccount();
    addClient(world);
    const before = Object.keys(policiesOf(world)['CognitoAuth'] ?? {});

    await runOnce({ ...fullRequest, webClientId: spare });

    expect(Object.keys(policiesOf(world)['CognitoAuth'] ?? {})).toEqual(before);
    expect(before).toContain('AmplifyImport-storefront.prod');
  });
});

describe('A link that is led to another user pool', () => {
  const otherPool = 'eu-west-1_Another01';
  const request = { app: 'storefront', env: 'prod', userPoolId: otherPool, webClientId: spare };

  /** A second pool, with one client. */
  function addPool({ userPools }: AwsWorld): void {
    const pool = structuredClone([...userPools.pools.values()][0]!);
    userPools.pools.set(otherPool, {
      ...pool,
      clients: [{ ClientId: spare, ClientName: 'spare', UserPoolId: otherPool }],
    });
  }

  test('Its plan says from which to which, and changes nothing', async () => {
    const world = await importedAccount();
    addPool(world);
    const before = configOf(world, 'prod');

    const { plan } = await runOnce({ ...request, mode: 'plan' });

    expect(plan?.repointed).toEqual([
      { field: 'userPoolId', from: userPoolId, to: otherPool },
      { field: 'identityPoolId', from: fullRequest.identityPoolId, to: null },
    ]);
    expect(configOf(world, 'prod')).toEqual(before);
  });

  test('The old revision stays as it was, and the way back is an import like any other', async () => {
    const world = await importedAccount();
    addPool(world);
    const old = Object.entries(storedTexts(world, 'config/storefront/prod/revisions/'));

    const led = await runOnce(request);
    const back = await runOnce(fullRequest);

    expect(old.length).toBeGreaterThan(3);
    expect(Object.entries(storedTexts(world))).toEqual(expect.arrayContaining(old));
    expect([led.published?.revision, back.published?.revision]).toEqual([2, 3]);
    expect(linkItemOf(world)?.request?.userPoolId).toBe(userPoolId);
  });

  test('Whoever agreed to the plan agreed to the pool that is left', async () => {
    const world = await importedAccount();
    addPool(world);
    const { plan } = await runOnce({ ...request, mode: 'plan' });
    await runOnce({ ...request, userPoolId, webClientId, identityPoolId: undefined });

    const result = await runOnce({ ...request, expectPlan: plan?.hash });

    expect(result.error?.name).toBe('PlanChanged');
    expect(result.error?.message).toContain('no more identityPoolId:');
  });
});

describe('What a status tells', () => {
  test('T-16, E-1, E-7: before the first import a plan has every file and policy as a change', async () => {
    sampleAccount();

    const { status, plan } = await runOnce({ ...fullRequest, mode: 'plan' });

    expect(status).toBe('planned');
    expect(plan?.files.map(({ changed }) => changed)).toEqual(publishedPaths.map(() => true));
    expect(plan?.roles.every(({ before, after }) => before === null && after !== null)).toBe(true);
  });

  test('T-18, E-1, E-7, W-32: after it there is nothing to do, and nothing is done', async () => {
    const world = await importedAccount();
    const before = [storedTexts(world), policiesOf(world)];

    const planned = await runOnce({ ...fullRequest, mode: 'plan' });
    const imported = await runOnce(fullRequest);

    expect(planned.plan?.files.filter(({ changed }) => changed)).toEqual([]);
    expect(planned.plan?.roles.every((role) => role.before === role.after)).toBe(true);
    expect(imported.status).toBe('unchanged');
    expect([storedTexts(world), policiesOf(world)]).toEqual(before);
  });
});

describe('Nothing of a link lies on a machine', () => {
  test('E-8, E-9: app and env alone give the same files on any other', async () => {
    const world = await importedAccount();
    const before = configOf(world, 'prod');

    const result = await runOnce(link);

    expect(result.status).toBe('unchanged');
    expect(before.length).toBeGreaterThan(3);
    expect(configOf(world, 'prod')).toEqual(before);
  });

  test('E-10: and so does the whole request', async () => {
    const world = await importedAccount();
    const before = configOf(world, 'prod');

    const result = await runOnce({ ...fullRequest });

    expect(result.status).toBe('unchanged');
    expect(configOf(world, 'prod')).toEqual(before);
  });

  test('T-15, X-3: a link that has no request of its own is told which key is missing', async () => {
    const world = await importedAccount();

    const result = await runOnce({ app: 'storefront', env: 'qa' });

    expect(result.error?.name).toBe('InvalidRequest');
    expect(result.error?.message).toContain('userPoolId');
    expect(configOf(world, 'qa')).toEqual([]);
  });
});

describe('A second environment', () => {
  test('E-13: keeps the pools of the first, which stays as it is byte for byte', async () => {
    const world = await importedAccount();
    const first = configOf(world, 'prod');
    const policies = policiesOf(world);
    const { grants } = fullRequest;

    const result = await runOnce({ app: 'storefront', env: 'qa', from: 'prod', grants });

    expect(result.status).toBe('published');
    expect(configOf(world, 'prod')).toEqual(first);
    for (const [role, own] of Object.entries(policies))
      expect(policiesOf(world)[role]).toMatchObject(own);
    expect(configOf(world, 'qa').map(([, text]) => text)).toEqual(
      expect.arrayContaining(
        first.filter(([key]) => key.endsWith('aws-exports.js')).map(([, t]) => t),
      ),
    );
  });
});
