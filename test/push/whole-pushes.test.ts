import { beforeEach, describe, expect, it } from '@jest/globals';
import { manifestKey } from '../../src/contract/manifest.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { dynamodbLinkStore } from '../../src/aws/stack/dynamodb-link-store.ts';
import { awsError, throttled } from '../support/aws-world/aws-error.ts';
import { configBucket, homeRegion, linkTable } from '../support/aws-world/aws-world.ts';
import {
  announcedTypes,
  fullRequest,
  importedAccount,
  linkItemOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;

beforeEach(async () => {
  world = await importedAccount();
  world.calls.length = 0;
});

async function changeLink(change: object): Promise<void> {
  const store = dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket));
  const over = await store.read(link);
  await store.write({ ...over.item, ...change }, over);
}

describe('A push of a link without targets', () => {
  it('notes what it has pushed, tells the bus, and gives the lease back', async () => {
    const { end, result } = await pushOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'unchanged', revision: 1, targets: [] });
    expect(linkItemOf(world)).toMatchObject({
      push: { of: { revision: 1 }, open: null, targets: [] },
      lease: { owner: null },
    });
    expect(announcedTypes(world)).toEqual(['Auth Pushed']);
  });

  it('leaves plan and report in the folder of its run', async () => {
    await pushOnce();

    const names = Object.keys(storedTexts(world, 'reports/')).map((key) => key.split('/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['push.json', 'push-report.json']));
  });

  it('makes no call on Cognito, and none on IAM', async () => {
    await pushOnce();

    expect(actionsOf(world.calls).filter((action) => /^(cognito|iam)/.test(action))).toEqual([]);
  });
});

describe('A push opens nothing, writes nothing but its report and tells nobody', () => {
  const untouched = async (input?: unknown) => {
    const before = linkItemOf(world);
    const { end, result } = await pushOnce(input);
    const after = linkItemOf(world);
    expect(end.status).toBe('SUCCEEDED');
    // A lease was taken and given back: its fence tells.
    expect({ ...after, lease: null }).toEqual({ ...before, lease: null });
    expect(after?.lease.owner).toBeNull();
    expect(announcedTypes(world)).toEqual([]);
    return result;
  };

  it('where it is only planned', async () => {
    expect(await untouched({ ...link, mode: 'plan' })).toMatchObject({
      status: 'planned',
      plan: { hash: expect.stringMatching(/^sha256:/) },
    });
  });

  it('where the link was removed', async () => {
    const tombstone = { version: '1', ...link, revision: 1, removed: true, files: [] };
    const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };
    await s3ConfigStore(configBucket).write(manifestKey(link), JSON.stringify(tombstone), metadata);

    expect(await untouched()).toMatchObject({ status: 'unchanged', targets: [] });
  });

  it('where an import died after its commit: that one is announced again', async () => {
    await changeLink({ revision: 0 });

    expect(await untouched()).toMatchObject({ status: 'unchanged', targets: [] });
  });
});

describe('A push that meets another run', () => {
  it('ends in LinkBusy while that one lives, and takes nothing from it', async () => {
    const owner = 'local:elsewhere:1:x';
    const lease = { owner, fence: 7, heartbeatUntil: '2999-01-01T00:00:00.000Z', takenAt: null };
    await changeLink({ lease });

    const { end } = await pushOnce();

    expect(end).toMatchObject({ status: 'FAILED', error: 'LinkBusy' });
    expect(linkItemOf(world)?.lease).toEqual(lease);
    expect(announcedTypes(world)).toEqual(['Auth Push Failed']);
  });

  it('P8: pushes what is recorded by then, not what the event named', async () => {
    await runOnce({ ...fullRequest, outputsVersion: '1.4' });
    const recorded = linkItemOf(world)?.revision;
    expect(recorded).toBe(2);
    const event = {
      source: 'amplify-import.storefront',
      'detail-type': 'Auth Config Published',
      detail: { version: '1', ...link, revision: 1 },
    };

    const { result } = await pushOnce(event);

    expect(result?.revision).toBe(recorded);
    expect(linkItemOf(world)?.push?.of?.revision).toBe(recorded);
  });
});

describe('A target of an import that AWS gives no answer about', () => {
  it.each([
    ['throttled', throttled()],
    ['answered by an error that nobody knows', awsError('StrangeException', 400, 'Not today.')],
  ])('is told and left, and refuses nothing, when the call is %s', async (_, error) => {
    world.lambda.add(homeRegion, 'orders');
    world.faults.fail('lambda:GetFunction', error);

    const result = await runOnce({ ...fullRequest, functions: [{ name: 'orders' }] });

    expect(result).toMatchObject({
      status: 'published',
      plan: { push: [{ change: 'leave', error: 'TARGET_UNREADABLE' }] },
    });
    expect(result.findings.map(({ code }) => code)).toContain('TARGET_UNREADABLE');
  });

  it('is told by what the error says, and by no advice about rights, where nothing answers', async () => {
    world.lambda.add(homeRegion, 'orders');
    world.faults.fail(
      'lambda:GetFunction',
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    );

    const result = await runOnce({ ...fullRequest, functions: [{ name: 'orders' }] });

    const told = result.findings.find(({ code }) => code === 'TARGET_UNREADABLE');
    expect(told?.message).toMatch(
      /cannot be read: lambda:GetFunction on orders failed: .+ Look at the network/,
    );
    expect(told?.resolution).toBe('See to the cause, then push or remove again.');
  });
});

describe('A push whose answer is lost', () => {
  it('at its record is recorded once, and ends well', async () => {
    world.faults.loseAnswer('dynamodb:PutItem');
    world.faults.loseAnswer('dynamodb:TransactWriteItems');

    const { end } = await pushOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(linkItemOf(world)).toMatchObject({
      push: { of: { revision: 1 }, open: null },
      lease: { owner: null },
    });
  });
});

describe('Idempotent: a push killed at any single AWS call, and made again, ends like an undisturbed one', () => {
  it.each(['before', 'after'] as const)('%s its effect', async (moment) => {
    await pushOnce();
    const { count, left } = { count: world.calls.length, left: linkItemOf(world)?.push };

    for (let index = 0; index < count; index += 1) {
      world = await importedAccount();
      world.calls.length = 0;
      world.faults.kill(index, moment);
      await pushOnce();
      world.faults.revive();

      const { end } = await pushOnce();

      expect({ index, end: end.status }).toEqual({ index, end: 'SUCCEEDED' });
      expect({ index, push: linkItemOf(world)?.push }).toEqual({ index, push: left });
    }
  });
});
