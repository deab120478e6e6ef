import { beforeEach, describe, expect, test } from '@jest/globals';
import { detailedExitOf } from '../../src/cli/exit-codes.ts';
import { reportSchema } from '../../src/contract/report.ts';
import { readLinks } from '../../src/procedures/links/read-links.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  announcedTypes,
  fullRequest,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  roleAt,
  sampleAccount,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { bucketName, providerName, userPoolId, webClientId } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { identityPoolOf } from './message-worlds.ts';
import { manyRoles } from '../support/counts.ts';
import { silent } from '../../src/engine/progress.ts';

const defaultRoles = 2;
const largestStateData = 256 * 1024;

let world: SampleAccount;
let largest: number;

beforeEach(() => {
  world = sampleAccount();
  largest = 0;
});

/**
 * So many roles with those of signed-in users and guests, the others each of a group. On these somebody may
 * have put a document under our name.
 */
function withRoles(count: number, documentOf: (group: string) => string | null = () => null) {
  const groups = Array.from({ length: count - defaultRoles }, (_, index) => `group-${index}`);
  world.userPools.pools.get(userPoolId)!.groups = groups.map((group) => ({
    GroupName: group,
    RoleArn: groupRoleArn(group),
    Precedence: groups.indexOf(group),
  }));
  identityPoolOf(world).roleMappings = {
    [`${providerName}:${webClientId}`]: {
      Type: 'Token',
      AmbiguousRoleResolution: 'AuthenticatedRole',
    },
  };
  for (const group of groups) {
    const document = documentOf(group);
    seedRole(world, groupRoleArn(group), {
      trustPolicy: trustPolicy(trustStatement('authenticated')),
      ...(document !== null && { policies: { [policyName]: document } }),
    });
  }
  return (...operations: readonly string[]) => ({
    ...fullRequest,
    grants: {
      storage: [
        {
          bucket: bucketName,
          authenticated: ['read'],
          guest: ['read'],
          groups: Object.fromEntries(groups.map((group) => [group, operations])),
        },
      ],
    },
  });
}

/** The grants of a request by paths, each for all of its groups. */
function ofPaths(count: number, request: ReturnType<ReturnType<typeof withRoles>>) {
  const storage = request.grants.storage.map(({ bucket, authenticated, guest, groups }) => ({
    bucket,
    paths: Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `folder-${at}/*`,
        { authenticated, guest, groups },
      ]),
    ),
  }));
  return { ...request, grants: { storage } };
}

/** A document that somebody wrote, nearly as long as IAM lets one be. */
function longDocument(group: string): string {
  const actions = Array.from({ length: 330 }, (_, at) => `s3:Get${group}${at}`.padEnd(25, 'x'));
  const statement = { Effect: 'Deny', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** So many of these documents have no room in an item; the most roles have three megabytes of them. */
const longRoles = () => Math.max(20, manyRoles() - 110);

const watched = {
  progress: {
    ...silent,
    left: (_state: string, _milliseconds: number, output: unknown) => {
      largest = Math.max(largest, JSON.stringify(output).length);
    },
  },
};

const oursOn = () =>
  Object.values(policiesOf(world)).filter((policies) => policyName in policies).length;

const reportAt = (address = '') =>
  reportSchema().parse(
    JSON.parse(storedTexts(world, 'reports/')[address.slice(address.indexOf('reports/'))] ?? ''),
  );

const imagesIn = () =>
  Object.keys(storedTexts(world, 'reports/')).filter((key) => key.includes('/before-images-'));

describe('A request of sixty paths for each of ninety-six groups', () => {
  test('is imported, and found as it is, with its lists in the store', async () => {
    const request = ofPaths(60, withRoles(defaultRoles + 96)('read'));
    const given: Record<string, number> = {};
    const progress = {
      ...silent,
      left: (state: string, _milliseconds: number, output: unknown) => {
        given[state] = JSON.stringify(output).length;
      },
    };

    const imported = await runOnce(request, { progress });
    const again = await runOnce(request, watched);

    expect(JSON.stringify(request).length).toBeGreaterThan(100_000);
    expect([imported.status, again.status]).toEqual(['published', 'unchanged']);
    expect(oursOn()).toBe(defaultRoles + 96);
    // Each state adds what it gives to the state data.
    expect(Object.values(given).reduce((sum, size) => sum + size)).toBeLessThan(60_000);
    expect(reportAt(imported.report).request.grants.storage).toHaveLength(1);
  }, 60_000);
});

describe('A link on many roles', () => {
  test('is imported, found as it is, changed and removed', async () => {
    const request = withRoles(manyRoles());
    const before = policiesOf(world);

    const imported = await runOnce(request('read'), watched);
    const written = oursOn();
    const again = await runOnce(request('read'), watched);
    const changed = await runOnce(request('read', 'create'), watched);
    const { result } = await removeOnce(link, watched);

    expect([imported, again, changed].map(({ status }) => status)).toEqual([
      'published',
      'unchanged',
      'published',
    ]);
    expect(written).toBe(manyRoles());
    expect(result?.status).toBe('removed');
    expect(policiesOf(world)).toEqual(before);
    expect(announcedTypes(world)).toContain('Auth Removed');
    expect(largest).toBeLessThan(largestStateData);
  }, 60_000);

  test('is told as a whole by its report, and by its result what becomes of each role', async () => {
    const request = withRoles(manyRoles());

    const planned = await runOnce({ ...request('read'), mode: 'plan' });

    const report = reportAt(planned.report);
    const plan = planned.plan!;
    expect(planned.missing).toContain('the report has them');
    expect(plan.roles.map(({ verb, after }) => [verb, after])).toEqual(
      plan.roles.map(() => ['add', null]),
    );
    expect(detailedExitOf(planned)).toBe('changes');
    expect(report).not.toHaveProperty('missing');
    expect(report.plan?.roles.map(({ before }) => before)).toEqual(plan.roles.map(() => null));
    expect(report.plan?.roles.filter(({ after }) => after === null)).toEqual([]);
    expect(report.identityPool?.roles).toHaveLength(manyRoles());
    expect(report.access).toHaveLength(manyRoles());
    const imported = reportAt((await runOnce(request('read'))).report);
    expect(imported.whoCan?.some(({ who }) => who.length > manyRoles() - 5)).toBe(true);
    const again = await runOnce({ ...request('read'), mode: 'plan' });
    expect(again.plan?.roles.length).toBeGreaterThan(100);
    expect(again.plan?.roles.filter(({ verb = 'keep' }) => verb !== 'keep')).toEqual([]);
    expect(detailedExitOf(again)).toBe('done');
  }, 60_000);

  test('says at a removal what becomes of each role, and what was gone of itself', async () => {
    const request = withRoles(manyRoles());
    await runOnce(request('read'));
    delete roleAt(world, groupRoleArn('group-1')).policies[policyName];

    const { result: planned } = await removeOnce({ ...link, mode: 'plan' });
    const { result } = await removeOnce();

    expect(planned?.plan?.roles.length).toBeGreaterThan(100);
    expect(planned?.missing).toContain('the report has them');
    const ofGone = result?.roles.find(({ role }) => role === groupRoleArn('group-1'));
    expect(ofGone?.status).toBe('gone');
    expect(result?.roles.filter(({ status }) => status !== 'removed')).toEqual([ofGone]);
    expect(result?.roles.length).toBeGreaterThan(100);
  }, 60_000);

  test('restores long documents that it took over when a write is refused', async () => {
    const request = withRoles(longRoles(), longDocument);
    const before = policiesOf(world);
    world.faults.fail(
      { action: 'PutRolePolicy', input: { RoleName: 'group-7-group' } },
      accessDenied(),
    );

    const result = await runOnce({ ...request('read'), adopt: true }, watched);

    expect(result).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(imagesIn().length).toBeGreaterThan(0);
    expect(policiesOf(world)).toEqual(before);
    expect(largest).toBeLessThan(largestStateData);
  }, 60_000);

  test('keeps them through a run that dies, for the one that comes after it and is refused', async () => {
    const request = withRoles(longRoles(), longDocument);
    const before = policiesOf(world);
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce({ ...request('read'), adopt: true });
    world.faults.revive();
    expect(policiesOf(world)).not.toEqual(before);

    const result = await runOnce({ ...request('read'), webClientId: 'nosuchclient' });

    expect(result.status).toBe('refused');
    expect(policiesOf(world)).toEqual(before);
  }, 60_000);

  test('says so where they are gone from the store, and overwrites nothing', async () => {
    const request = withRoles(longRoles(), longDocument);
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce({ ...request('read'), adopt: true });
    world.faults.revive();
    const { configStore } = stackServices();
    for (const key of imagesIn()) await configStore.remove(key);
    const standing = policiesOf(world);

    const result = await runOnce({ ...request('read'), adopt: true });

    expect(result).toMatchObject({ status: 'failed', error: { name: 'StoreFault' } });
    expect(result.error?.message).toContain('before-images-');
    expect(policiesOf(world)).toEqual(standing);
    const [listed] = await readLinks(stackServices());
    expect(listed?.item).toMatchObject(link);
    expect(listed?.item.intent?.roles).not.toHaveLength(0);
  }, 60_000);
});
