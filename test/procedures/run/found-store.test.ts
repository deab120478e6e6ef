import { beforeEach, describe, expect, test } from '@jest/globals';
import { closeRun } from '../../../src/procedures/run/close.ts';
import { keepFound, withAllFound } from '../../../src/procedures/run/found-store.ts';
import { readPlanInput } from '../../../src/procedures/run/plan-input.ts';
import { finding, type Finding } from '../../../src/contract/findings.ts';
import { slices } from '../../../src/contract/slices.ts';
import { configBucket } from '../../support/aws-world/aws-world.ts';
import { stackServices, storedTexts } from '../../support/aws-world/import-runs.ts';
import { actionsOf } from '../../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { aRun, linkSlice, runData } from '../../support/builders/run.ts';
import { identitySettings } from '../../support/builders/settings.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const run = aRun();
const origin = { link: linkSlice, run, subject: 'user-pool' } as const;
const file = 'reports/storefront/prod/run-1/findings-user-pool.json';
/** As large as findings get: a whole trust policy in the facts, and again in the command. */
const large = (count: number): Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    ...finding('TRUST_POLICY_UNREADABLE', {
      role: `role-${index}`,
      identityPool: identityPoolId,
      users: 'authenticated',
      principal: 'cognito-identity.amazonaws.com',
      corrected: { Statement: ['n'.repeat(2_000)] },
    }),
  }));
const keep = (findings: Finding[]) =>
  keepFound(userPoolSlice({ findings }), origin, stackServices().configStore);

describe('What a validating state has found', () => {
  test('Few findings stay in the state data, and nothing is stored', async () => {
    const slice = userPoolSlice({ findings: large(3) });

    expect(await keep(large(3))).toEqual(slice);
    expect(actionsOf(world.calls)).toEqual([]);
    expect(await withAllFound(slice, stackServices().configStore)).toEqual(slice);
  });

  test('Many findings lie in a file under the run, and the state data has its hash and counts', async () => {
    const warning = { ...large(1)[0]!, severity: 'warning' as const };

    const slice = await keep([...large(300), warning]);

    expect(slices.userPool.parse(slice)).toEqual(slice);
    expect(slice).toMatchObject({
      findings: [],
      findingsFile: { key: file, count: 301, errors: 300 },
    });
    expect(JSON.stringify(slice).length).toBeLessThan(20_000);
    expect(await withAllFound(slice, stackServices().configStore)).toEqual(
      userPoolSlice({ findings: [...large(300), warning] }),
    );
  });

  test('Settings that are large lie in a file of their own, and come back as they were', async () => {
    const { settings } = userPoolSlice();
    const many = Array.from({ length: 200 }, (_, index) => `${'x'.repeat(1_000)}${index}`);
    const large = userPoolSlice({
      settings: settings && { ...settings, usernameAttributes: many },
    });

    const slice = await keepFound(large, origin, stackServices().configStore);

    expect(slice).toMatchObject({
      settings: null,
      settingsFile: { key: 'reports/storefront/prod/run-1/settings-user-pool.json' },
    });
    expect(slices.userPool.parse(slice)).toEqual(slice);
    expect(await withAllFound(slice, stackServices().configStore)).toEqual(large);
  });

  test('The plan is made from all findings, and from the roles of settings that lie in a file', async () => {
    const userPool = await keep(large(300));
    const settings = identitySettings({
      loginClients: { google: 'g'.repeat(20_000), facebook: null },
    });
    const identityPool = await keepFound(
      { settings, findings: [] },
      { ...origin, subject: 'identity-pool' },
      stackServices().configStore,
    );

    const data = { ...runData({ userPool, identityPool }), userPool, lease: { fence: 1 } };
    const input = await readPlanInput(data, stackServices());

    expect(identityPool.settings).toBeNull();
    expect(input.userPool.findings).toEqual(large(300));
    expect(input.identityPool?.settings).toEqual(settings);
    expect(input.rolePolicies.map(({ roleArn }) => roleArn)).toEqual([authRoleArn, guestRoleArn]);
  });

  test('A run that came to no plan reports all findings', async () => {
    const data = runData({ userPool: await keep(large(300)), failure: { Error: 'X', Cause: 'y' } });

    const outcome = await closeRun(data, stackServices());

    const report = storedTexts(world, 'reports/')['reports/storefront/prod/run-1/report.json'];
    expect(JSON.parse(report ?? '').findings).toEqual(large(300));
    expect(JSON.stringify(outcome).length).toBeLessThan(100_000);
  });

  test('A file that is another one stops the plan, and never the end of the run', async () => {
    const userPool = await keep(large(300));
    world.s3.buckets.get(configBucket)?.objects.delete(file);
    const data = { ...runData({ userPool }), userPool, lease: { fence: 1 } };

    await expect(readPlanInput(data, stackServices())).rejects.toMatchObject({
      name: 'StoreFault',
    });
    expect(await closeRun(data, stackServices())).toMatchObject({ result: { findings: [] } });
  });
});
