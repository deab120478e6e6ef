import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler as closePush } from '../../functions/close-push.ts';
import { handler as close } from '../../functions/close-run.ts';
import { handler as readPush } from '../../functions/read-push-request.ts';
import { handler as read } from '../../functions/read-request.ts';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { emptyImport, importStates } from '../../src/contract/states/import-auth.ts';
import { emptyPush, pushStates } from '../../src/contract/states/push-auth.ts';
import {
  fullRequest,
  importedAccount,
  linkItemOf,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { executionId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { aRun, linkSlice, runData } from '../support/builders/run.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const context = () => ({ services: stackServices() });

describe('Read request', () => {
  test('A request lays out every slice, and needs no call', async () => {
    const output = (await read({ input: fullRequest, executionId }, context())) as object;

    expect(importStates['Read request'].output.parse(output)).toEqual(output);
    expect(Object.keys(output).toSorted()).toEqual(
      Object.keys(importStates['Read request'].output.shape).toSorted(),
    );
    expect(output).toMatchObject({
      link: linkSlice,
      plan: emptyImport(aRun()).plan,
      outcome: null,
    });
    expect(world.calls).toEqual([]);
  });

  test('App and env alone are completed from the link, by one read', async () => {
    world = await importedAccount();

    const output = await read({ input: link, executionId }, context());

    expect(output).toMatchObject({ request: { userPoolId: fullRequest.userPoolId } });
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem']);
  });

  test.each([null, 7, 'text', [], {}, { app: 1 }])(
    'What is no request becomes an outcome, never an error: %j',
    async (input) => {
      const output = await read({ input, executionId }, context());

      expect(output).toMatchObject({
        request: null,
        outcome: { status: 'refused', error: 'InvalidRequest' },
      });
    },
  );
});

describe('Close run', () => {
  test('The report lies under the run, and the lease is given back', async () => {
    const lease = await takeLease(runData(), context());

    const outcome = await close(runData({ lease }), context());

    const report = storedTexts(world, 'reports/')['reports/storefront/prod/run-1/report.json'];
    expect(outcome).toMatchObject({ status: 'unchanged', error: null });
    expect(JSON.parse(report ?? '')).toMatchObject({ version: '1', status: 'unchanged' });
    expect(linkItemOf(world)?.lease).toEqual({
      owner: null,
      fence: 1,
      heartbeatUntil: null,
      takenAt: null,
    });
  });

  test("Another run's lease stays with it", async () => {
    await takeLease(runData({ run: aRun({ executionId: 'local:h:1:other' }) }), context());

    await close(runData(), context());

    expect(linkItemOf(world)?.lease.owner).toBe('local:h:1:other');
  });

  test('A run that never had the lease leaves the link alone', async () => {
    const failure = { Error: 'LinkBusy', Cause: 'busy' };

    const outcome = await close(runData({ lease: null, failure }), context());

    expect(outcome).toMatchObject({ status: 'refused', error: 'LinkBusy' });
    expect(actionsOf(world.calls)).toEqual(['s3:PutObject', 'dynamodb:GetItem']);
  });
});

describe('Push', () => {
  const event = {
    source: 'amplify-import.storefront',
    'detail-type': 'Auth Config Published',
    detail: { version: '1', ...link, executionId, revision: 1 },
  };

  test('The event of an import is understood', async () => {
    await runOnce(fullRequest);
    const [announced] = world.eventBridge.events;
    const input = {
      source: announced?.source,
      'detail-type': announced?.detailType,
      detail: announced?.detail,
    };

    const output = await readPush({ input, executionId }, context());

    expect(pushStates['Read push request'].output.parse(output)).toMatchObject({
      link: linkSlice,
      outcome: null,
    });
  });

  test('A link that nobody imported has nothing to push, and gets no item by being asked for', async () => {
    const output = await readPush({ input: event, executionId }, context());

    expect(output).toMatchObject({ outcome: { error: 'LinkNotRecorded' } });
    expect(linkItemOf(world)).toBeNull();
  });

  test('An event whose source speaks for another app becomes an outcome', async () => {
    const input = { ...event, source: 'amplify-import.backoffice' };

    const output = await readPush({ input, executionId }, context());

    expect(output).toMatchObject({ link: null, outcome: { error: 'InvalidRequest' } });
  });

  test("A push that never got the lease is closed with its error, and takes nobody else's away", async () => {
    world = await importedAccount();
    const before = linkItemOf(world);
    const failure = {
      Error: 'LinkBusy',
      Cause: JSON.stringify({ errorType: 'LinkBusy', errorMessage: 'Another run is under way.' }),
    };
    const data = { ...emptyPush(aRun()), link: linkSlice, push: asRecorded, failure };

    const outcome = await closePush(data, context());

    expect(outcome).toMatchObject({
      error: 'LinkBusy',
      cause: expect.stringMatching(/^Another run is under way\./),
      result: { status: 'refused' },
    });
    expect(linkItemOf(world)).toEqual(before);
  });
});

const asRecorded = { mode: 'push', only: null, follow: false };
