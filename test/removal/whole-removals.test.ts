import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  announcedTypes,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;

beforeEach(async () => {
  world = await importedAccount();
  world.calls.length = 0;
});

const manifest = () =>
  JSON.parse(storedTexts(world)['config/storefront/prod/manifest.json'] ?? '{}') as object;

describe('A removal', () => {
  it('leaves the roles as they were before the import, and names nothing as published', async () => {
    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'removed', revision: 1 });
    expect(policiesOf(world)).toEqual(policiesOf(sampleAccount()));
    expect(manifest()).toEqual({
      version: '1',
      app: 'storefront',
      env: 'prod',
      revision: 1,
      removed: true,
      files: [],
    });
    const left = Object.keys(storedTexts(world)).filter((key) => !key.includes('/revisions/'));
    expect(left).toEqual(['config/storefront/prod/manifest.json']);
  });

  it('tells the bus, gives the lease back and keeps the request', async () => {
    await removeOnce();

    expect(announcedTypes(world)).toEqual(['Auth Removed']);
    expect(world.eventBridge.events[0]?.detail).toMatchObject({ ...link, revision: 1, left: 0 });
    expect(linkItemOf(world)).toMatchObject({
      ledger: [],
      intent: null,
      undone: [],
      push: null,
      removed: { revision: 1, announced: true },
      lease: { owner: null },
      request: { app: 'storefront' },
    });
  });

  it('makes no call of any kind on Cognito', async () => {
    await removeOnce();

    expect(actionsOf(world.calls).filter((action) => action.startsWith('cognito'))).toEqual([]);
  });

  it('twice ends well and changes nothing', async () => {
    await removeOnce();
    const before = storedTexts(world, 'config/');
    world.calls.length = 0;

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'unchanged', revision: 1 });
    expect(storedTexts(world, 'config/')).toEqual(before);
    expect(actionsOf(world.calls).filter((action) => !/^(dynamodb|s3):/.test(action))).toEqual([]);
    expect(linkItemOf(world)?.lease.owner).toBeNull();
  });

  it('of a link that nobody has imported is refused', async () => {
    const { end, result } = await removeOnce({ app: 'storefront', env: 'qa' });

    expect(end).toMatchObject({ status: 'FAILED', error: 'LinkNotRecorded' });
    expect(result).toMatchObject({ status: 'refused', error: { name: 'LinkNotRecorded' } });
  });

  it('is followed by an import that goes on counting', async () => {
    await removeOnce();

    const result = await runOnce(fullRequest);

    expect(result).toMatchObject({ status: 'published', published: { revision: 2 } });
    expect(linkItemOf(world)).toMatchObject({ removed: null, revision: 2 });
    expect((await removeOnce()).result).toMatchObject({ status: 'removed', revision: 2 });
    expect(policiesOf(world)).toEqual(policiesOf(sampleAccount()));
  });
});
