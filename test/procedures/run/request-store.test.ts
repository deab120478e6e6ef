import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RunRequest } from '../../../src/contract/request.ts';
import { importStates, type ImportData } from '../../../src/contract/states/import-auth.ts';
import { beginRun } from '../../../src/domain/run/begin.ts';
import { closeRun } from '../../../src/procedures/run/close.ts';
import { keepRequest, wholeRequest } from '../../../src/procedures/run/request-store.ts';
import { configBucket } from '../../support/aws-world/aws-world.ts';
import { stackServices, storedTexts } from '../../support/aws-world/import-runs.ts';
import { actionsOf } from '../../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../../support/aws-world/sample-account.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aRun, runData } from '../../support/builders/run.ts';

const file = 'reports/storefront/prod/run-1/request.json';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

/** A request for so many functions, which many bytes name. */
const withFunctions = (count: number) =>
  aRequest({
    functions: Array.from({ length: count }, (_, index) => ({
      name: `function-${index}`.padEnd(500, 'x'),
      region: null,
      access: [],
      prefix: null,
    })),
  });

const keep = (request: RunRequest) =>
  keepRequest(beginRun(request, aRun()), stackServices().lateConfigStore);

const whole = ({ request, requestFile }: ImportData) =>
  wholeRequest({ request: request ?? aRequest(), requestFile }, stackServices().configStore);

describe('The request of a run', () => {
  it('goes on in the state data where it is small, and nothing is stored', async () => {
    const data = await keep(withFunctions(3));

    expect(data).toMatchObject({ request: withFunctions(3), requestFile: null });
    expect(await whole(data)).toEqual(withFunctions(3));
    expect(actionsOf(world.calls)).toEqual([]);
  });

  it('lies under the run where it is large, and is read as it was', async () => {
    const data = await keep(withFunctions(50));

    expect(importStates['Read request'].output.parse(data)).toEqual(data);
    expect(data).toMatchObject({
      request: { ...withFunctions(50), functions: [] },
      requestFile: { key: file },
    });
    expect(await whole(data)).toEqual(withFunctions(50));
  });

  it('keeps what a later version has added to it', async () => {
    const later = { ...withFunctions(50), later: { grants: ['x'] } };

    expect(await whole(await keep(later))).toEqual(later);
  });

  it('stops whoever needs it where its file is another one, and never the end of the run', async () => {
    const { request, requestFile } = await keep(withFunctions(50));
    world.s3.buckets.get(configBucket)?.objects.delete(file);
    const data = {
      ...runData({ failure: { Error: 'X', Cause: 'y' } }),
      request: request!,
      requestFile,
    };

    const read = wholeRequest(data, stackServices().configStore);

    await expect(read).rejects.toMatchObject({ name: 'StoreFault' });
    expect(await closeRun(data, stackServices())).toMatchObject({ status: 'failed' });
  });

  it('is told as a whole by the report', async () => {
    const { request, requestFile } = await keep(withFunctions(50));
    const data = {
      ...runData({ failure: { Error: 'X', Cause: 'y' } }),
      request: request!,
      requestFile,
    };

    await closeRun(data, stackServices());

    const report = storedTexts(world, 'reports/')['reports/storefront/prod/run-1/report.json'];
    expect(JSON.parse(report ?? '').request).toEqual(withFunctions(50));
  });
});
