import { describe, expect, test } from '@jest/globals';
import { detailTypes } from '../../src/contract/events.ts';
import {
  fullRequest,
  importedAccount,
  policiesOf,
  recordIn,
  runOnce,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { roleAt, sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { bucketName, guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const eventOf = (request: object) => ({
  source: 'amplify-import.storefront',
  'detail-type': detailTypes.importRequested,
  detail: { version: '1', ...request },
});
describe('A run that an event started', () => {
  test('It gives guests nothing new without the hash of a plan, and with it goes on', async () => {
    const world = sampleAccount();
    const before = policiesOf(world);

    const refused = await runOnce(eventOf(fullRequest));
    const untouched = policiesOf(world);
    const { plan } = await runOnce({ ...fullRequest, mode: 'plan' });
    const result = await runOnce(eventOf({ ...fullRequest, expectPlan: plan?.hash }));

    expect(refused.status).toBe('refused');
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ code: 'EXPECT_PLAN_NEEDED', subject: guestRoleArn }),
    );
    expect(untouched).toEqual(before);
    expect(refused.plan?.hash).toBe(plan?.hash);
    expect(result.status).toBe('published');
  });

  test('A new link without anything for guests needs none', async () => {
    sampleAccount();

    const result = await runOnce(eventOf(withGrants(['read'], [])));

    expect(result.status).toBe('published');
  });

  test('The stored request runs again by an event alone, and so does less for guests', async () => {
    await importedAccount();

    const again = await runOnce(eventOf({ app: 'storefront', env: 'prod' }));
    const less = await runOnce(eventOf(withGrants(['read'], [])));

    expect([again.status, less.status]).toEqual(['unchanged', 'published']);
  });

  test('A policy of guests that somebody deleted is put back: the ledger has it', async () => {
    const world = await importedAccount();
    const policies = policiesOf(world);
    world.iam.roles.get('CognitoGuest')!.policies = {};

    const result = await runOnce(eventOf({ app: 'storefront', env: 'prod' }));

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(policies);
  });

  test('Leaving out the identity pool is another pool', async () => {
    const world = await importedAccount();
    const before = traces(world);
    const { identityPoolId: _identityPoolId, grants: _grants, ...userPoolOnly } = fullRequest;

    const result = await runOnce(eventOf(userPoolOnly));

    expect(codes(result.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(traces(world)).toEqual(before);
  });

  test('It does not give guests what was denied them until now', async () => {
    const world = sampleAccount();
    const below = { 'photos/internal/*': { authenticated: ['read'] } };
    const paths = (others: object) => ({
      ...fullRequest,
      grants: {
        storage: [{ bucket: bucketName, paths: { 'photos/*': { guest: ['read'] }, ...others } }],
      },
    });
    await runOnce(paths(below));
    const before = policiesOf(world);

    const refused = await runOnce(eventOf(paths({})));

    const [needed] = refused.findings.filter(({ code }) => code === 'EXPECT_PLAN_NEEDED');
    expect(needed).toMatchObject({ subject: guestRoleArn });
    expect(needed?.found).toContain('deny s3:GetObject');
    expect(policiesOf(world)).toEqual(before);
  });

  test('It does not give guests back what was taken away while policies were emitted', async () => {
    const world = await importedAccount();
    const without = { ...withGrants(['read'], []), rolePolicies: 'emit' };
    await runOnce(without);
    delete roleAt(world, guestRoleArn).policies[policyName];
    await runOnce(without);

    const refused = await runOnce(eventOf(fullRequest));

    expect(codes(refused.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(policiesOf(world)['CognitoGuest']).toEqual({});
  });

  test('What a dead run had committed counts: the pool that it led to', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(fullRequest);
    world.faults.revive();
    const { identityPoolId: _identityPool, grants: _grants, ...userPoolOnly } = fullRequest;

    const refused = await runOnce(eventOf(userPoolOnly));

    expect(codes(refused.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(Object.keys(policiesOf(world)['CognitoGuest'] ?? {})).toEqual([policyName]);
  });

  test('What a dead run had committed counts: what it took away from guests', async () => {
    const world = await importedAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce({ ...withGrants(['read'], []), outputsVersion: '1.4' });
    world.faults.revive();

    const refused = await runOnce(eventOf(fullRequest));

    expect(codes(refused.findings)).toContain('EXPECT_PLAN_NEEDED');
    expect(policiesOf(world)['CognitoGuest']).toEqual({});
  });
});
