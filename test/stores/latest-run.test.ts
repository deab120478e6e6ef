import { beforeEach, describe, expect, it } from '@jest/globals';
import { StoreFault } from '../../src/contract/errors/faults.ts';
import { latestRun } from '../../src/procedures/run/latest-run.ts';
import type { ConfigStore } from '../../src/procedures/config/port.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import {
  breakTrust,
  sampleAccount,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import {
  fullRequest,
  runOnce,
  stackServices,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;
let store: ConfigStore;
let minute: number;

/** A run in a minute of its own, so that runs have an order. */
function run(input: unknown) {
  minute += 1;
  const time = new Date(Date.UTC(2026, 10, 22, 10, minute));
  return runOnce(input, { services: stackServices({ now: () => time }) });
}

beforeEach(() => {
  world = sampleAccount();
  store = s3ConfigStore(configBucket);
  minute = 0;
});

describe('The run that says how a link stands', () => {
  it('is none where none was', async () => {
    expect(await latestRun(link, store)).toBeNull();
  });

  it('is the latest that ended well, with its plan', async () => {
    await run(withGrants(['read'], []));
    await run(fullRequest);

    const latest = await latestRun(link, store);

    expect(latest?.report).toMatchObject({ status: 'published', request: fullRequest });
    expect(latest?.plan?.files.map(({ path }) => path)).toContain('amplify_outputs.json');
  });

  it('is the import, whatever was planned or refused after it', async () => {
    await run(fullRequest);
    await run({ ...withGrants(['read'], []), mode: 'plan' });
    breakTrust(world);
    await run(fullRequest);

    expect((await latestRun(link, store))?.report.status).toBe('published');
  });

  it('is the latest of all where none ended well', async () => {
    await run({ ...fullRequest, mode: 'plan' });
    breakTrust(world);
    await run(fullRequest);

    expect((await latestRun(link, store))?.report.status).toBe('refused');
  });

  it('is never that of another link', async () => {
    await run({ ...fullRequest, env: 'production' });

    expect(await latestRun(link, store)).toBeNull();
  });

  it('is found by one listing of the runs, from the newest on, however many files there are', async () => {
    await run(withGrants(['read'], []));
    await run(fullRequest);
    await run({ ...fullRequest, mode: 'plan' });
    world.forgetCalls();

    await latestRun(link, store);

    expect(actionsOf(world.calls)).toEqual(['s3:ListObjectsV2', ...Array(3).fill('s3:GetObject')]);
    expect(world.calls[0]?.input).toMatchObject({ Delimiter: '/' });
  });

  it('cannot be told when its report is none', async () => {
    const metadata = { contentType: 'application/json', cacheControl: 'private' };
    await store.write(
      'reports/storefront/prod/20261122T100000Z-1a2b3c4d/report.json',
      '{',
      metadata,
    );

    await expect(latestRun(link, store)).rejects.toThrow(StoreFault);
  });
});
