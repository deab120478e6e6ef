import { userPoolSlice } from '../support/builders/plan.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { handler as apply } from '../../functions/apply-role-policies.ts';
import { handler as planIt } from '../../functions/plan-role-policies.ts';
import { handler as publish } from '../../functions/publish-config.ts';
import { handler as record } from '../../functions/record-link.ts';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { handler as undo } from '../../functions/undo-role-policies.ts';
import type { StateInput } from '../../src/contract/states.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import type { LinkName } from '../../src/contract/link.ts';
import { throttled } from '../support/aws-world/aws-error.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import {
  linkItemOf,
  policiesOf,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import { roleAt, sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import { identitySettings } from '../support/builders/settings.ts';

let world: SampleAccount;
/** State data of a run that holds the lease and has its plan. */
let data: StateInput<'Close run'>;

const context = () => ({ services: stackServices() });

beforeEach(async () => {
  world = sampleAccount();
  data = runData({
    request: aRequest({
      grants: storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] })),
    }),
    userPool: userPoolSlice(),
    identityPool: { settings: identitySettings(), findings: [] },
  });
  const lease = await takeLease(data, context());
  const plan = await planIt(data, context());
  data = { ...data, lease, plan };
  world.forgetCalls();
});

describe('Apply role policies', () => {
  test('It reads, writes the intent, looks at the fence, then writes each policy', async () => {
    const slice = await apply(data, context());

    expect(slice).toEqual({ written: 2, deleted: 0 });
    expect(actionsOf(world.calls)).toEqual([
      's3:GetObject',
      'dynamodb:GetItem',
      'iam:GetRolePolicy',
      'iam:GetRolePolicy',
      'dynamodb:GetItem',
      'dynamodb:TransactWriteItems',
      'dynamodb:GetItem',
      'dynamodb:GetItem',
      'iam:PutRolePolicy',
      'iam:PutRolePolicy',
    ]);
  });

  test('The intent holds before-images, hashes of what comes, and the plan', async () => {
    await apply(data, context());

    const document = roleAt(world, authRoleArn).policies[policyName] ?? '';
    const intent = linkItemOf(world)?.intent;
    expect(intent).toMatchObject({ runId: 'run-1', fence: 1 });
    expect(intent?.plan).toEqual({ key: data.plan.key, sha256: data.plan.sha256 });
    expect(intent?.roles).toContainEqual({
      roleArn: authRoleArn,
      policyName,
      before: null,
      afterSha256: sha256(document),
    });
  });

  test('Once more, it writes the same again, whatever a read that lags may say', async () => {
    await apply(data, context());
    const [item, policies] = [linkItemOf(world), policiesOf(world)];

    const slice = await apply(data, context());

    expect(slice).toEqual({ written: 2, deleted: 0 });
    expect([linkItemOf(world), policiesOf(world)]).toEqual([item, policies]);
  });

  test('A plan that was changed where it is stored is a fault, even when it can be read', async () => {
    const objects = world.s3.buckets.get(configBucket)?.objects;
    const key = data.plan.key ?? '';
    const stored = storedTexts(world, 'reports/')[key] ?? '';
    objects?.set(key, seededObject(stored.replaceAll('s3:GetObject', 's3:DeleteObject')));

    const applying = apply(data, context());

    await expect(applying).rejects.toMatchObject({ name: 'StoreFault' });
    expect(world.calls.some(({ action }) => action === 'PutRolePolicy')).toBe(false);
  });

  test('A plan that is not the one that was stored is a fault', async () => {
    const objects = world.s3.buckets.get(configBucket)?.objects;
    objects?.set(data.plan.key ?? '', seededObject('{}'));

    const applying = apply(data, context());

    await expect(applying).rejects.toMatchObject({ name: 'StoreFault' });
    expect(actionsOf(world.calls)).toEqual(['s3:GetObject']);
  });

  test('Without a plan there is nothing to carry out', async () => {
    const planless = { ...data, plan: { ...data.plan, key: null } };

    const applying = apply(planless, context());

    await expect(applying).rejects.toMatchObject({ name: 'StateDataFault' });
  });
});

describe('Publish config', () => {
  test('Revision files, then the manifest under its condition, then the current copies', async () => {
    const slice = await publish(data, context());

    const writes = world.calls
      .filter(({ action }) => action === 'PutObject')
      .map(({ input, wave }) => ({ key: String(input['Key']), wave, input }));
    const [revision, commit, current] = [
      writes.filter(({ key }) => key.includes('/revisions/')),
      writes.filter(({ key }) => key.endsWith('manifest.json')),
      writes.filter(({ key }) =>
        publishedPaths.some((path) => key === `config/storefront/prod/${path}`),
      ),
    ];
    const files = publishedPaths.length;
    expect(slice).toEqual({ revision: 1, committed: true, filesWritten: files });
    expect([revision.length, commit.length, current.length]).toEqual([files, 1, files]);
    expect(commit[0]?.input['IfNoneMatch']).toBe('*');
    expect(revision[0]?.wave).toBeLessThan(commit[0]?.wave ?? 0);
    expect(commit[0]?.wave).toBeLessThan(current[0]?.wave ?? 0);
  });

  test('What never changes is cached for ever, what does is asked for each time', async () => {
    await publish(data, context());

    const rule = (ending: string) =>
      world.calls.find(
        ({ action, input }) => action === 'PutObject' && String(input['Key']).endsWith(ending),
      )?.input['CacheControl'];
    expect(rule('aws-exports.js')).toBe('public, max-age=31536000, immutable');
    expect(rule('manifest.json')).toBe('no-cache');
    const bucket = world.s3.buckets.get(configBucket);
    expect(bucket?.objects.get('config/storefront/prod/aws-exports.js')).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'no-cache',
    });
  });

  test('A manifest with our own bytes is a commit whose answer was lost', async () => {
    await publish(data, context());
    const published = storedTexts(world);

    const slice = await publish(data, context());

    expect(slice).toMatchObject({ revision: 1, committed: true });
    expect(storedTexts(world)).toEqual(published);
  });

  test('A manifest that someone else committed since the plan stops the run', async () => {
    const key = 'config/storefront/prod/manifest.json';
    world.s3.buckets.get(configBucket)?.objects.set(key, seededObject('{"other":1}'));

    const publishing = publish(data, context());

    await expect(publishing).rejects.toMatchObject({ name: 'PlanChanged' });
    expect(storedTexts(world)[key]).toBe('{"other":1}');
  });
});

describe('Record link', () => {
  test('Request, ledger and indexes come in one transaction, and the intent is closed', async () => {
    await apply(data, context());
    world.forgetCalls();

    const slice = await record(data, context());

    const transaction = world.calls.find(({ action }) => action === 'TransactWriteItems');
    expect(slice).toEqual({ revision: 1 });
    // The link, and what finds it: by app, by two pools, by two roles.
    expect(transaction?.input['TransactItems']).toHaveLength(6);
    expect(linkItemOf(world)).toMatchObject({ revision: 1, intent: null });
  });

  test('Once more, it writes nothing', async () => {
    await apply(data, context());
    await record(data, context());
    world.forgetCalls();

    const slice = await record(data, context());

    expect(slice).toEqual({ revision: 1 });
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem']);
  });
});

describe('Undo role policies', () => {
  test('Without a lease or without an intent there is nothing to undo', async () => {
    const nothing = { committed: false, restored: [] };

    expect(await undo({ ...data, lease: null }, context())).toEqual(nothing);
    expect(await undo(data, context())).toEqual(nothing);
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem']);
  });

  test('Every before-image is written back without a read, and the intent is closed', async () => {
    await apply(data, context());
    world.forgetCalls();

    const slice = await undo({ ...data, failure: { Error: 'X', Cause: '' } }, context());

    expect(slice).toEqual({
      committed: false,
      restored: [
        { role: guestRoleArn, sha256: null },
        { role: authRoleArn, sha256: null },
      ],
    });
    expect(roleAt(world, guestRoleArn).policies).toEqual({});
    expect(actionsOf(world.calls)).not.toContain('iam:GetRolePolicy');
    expect(linkItemOf(world)?.intent).toBeNull();
  });

  test('What another run had begun is undone but for what somebody has put there since', async () => {
    await apply(data, context());
    roleAt(world, guestRoleArn).policies[policyName] = '{}';

    const later = { ...data, run: { ...data.run, id: 'run-2' } };
    const slice = await undo({ ...later, failure: { Error: 'X', Cause: '' } }, context());

    expect(slice).toMatchObject({ restored: [{ role: authRoleArn, sha256: null }] });
    expect(roleAt(world, guestRoleArn).policies).toEqual({ [policyName]: '{}' });
    expect(linkItemOf(world)?.intent).toBeNull();
  });

  test('After the commit it says so and leaves everything', async () => {
    await apply(data, context());
    await publish(data, context());
    const policies = policiesOf(world);

    const slice = await undo(data, context());

    expect(slice).toEqual({ committed: true, restored: [] });
    expect(policiesOf(world)).toEqual(policies);
  });

  test('A function whose answer was lost stops before its next write once something is undone', async () => {
    const before = policiesOf(world);
    let reads = 0;
    const undoing = async (link: LinkName) => {
      reads += 1;
      // Apply has its intent written, and looks at the fence before it writes on a role.
      if (reads === 3) await undo({ ...data, failure: { Error: 'X', Cause: '' } }, context());
      return context().services.linkStore.read(link);
    };
    const services = { ...context().services };
    const linkStore = { ...services.linkStore, read: undoing };

    const late = apply(data, { services: { ...services, linkStore } });

    await expect(late).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(policiesOf(world)).toEqual(before);
    expect(linkItemOf(world)).toMatchObject({ intent: null, lease: { fence: 2 } });
  });

  test('Tried again after it died, it undoes what is left', async () => {
    await apply(data, context());
    world.faults.fail('iam:DeleteRolePolicy', throttled());
    await expect(undo(data, context())).rejects.toMatchObject({ name: 'UndoUnavailable' });
    world.faults.revive();

    const slice = await undo(data, context());

    expect(slice).toMatchObject({ committed: false, restored: [{}, {}] });
    expect(linkItemOf(world)).toMatchObject({ intent: null, lease: { fence: 3 } });
  });

  test('A commit that comes while it takes its fence stands, and is recorded', async () => {
    await apply(data, context());
    const policies = policiesOf(world);
    const { services } = context();
    let isPublished = false;
    const publishing = async (...written: Parameters<typeof services.linkStore.write>) => {
      if (!isPublished) await publish(data, context());
      isPublished = true;
      return services.linkStore.write(...written);
    };
    const linkStore = { ...services.linkStore, write: publishing };

    const slice = await undo(data, { services: { ...services, linkStore } });
    await record(data, context());

    expect(slice).toEqual({ committed: true, restored: [] });
    expect(policiesOf(world)).toEqual(policies);
    expect(linkItemOf(world)).toMatchObject({ revision: 1, intent: null });
  });

  test("Another run's intent is not ours to undo", async () => {
    await apply(data, context());
    const policies = policiesOf(world);

    const slice = await undo({ ...data, lease: { fence: 2 } }, context());

    expect(slice).toEqual({ committed: false, restored: null });
    expect(policiesOf(world)).toEqual(policies);
  });
});
