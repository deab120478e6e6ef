import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { handler } from '../../../functions/events/start-expired.ts';
import { dynamodbLinkIndex } from '../../../src/aws/stack/dynamodb-link-index.ts';
import { machineStarts } from '../../../src/aws/stack/machine-starts.ts';
import { eventFunctionNames } from '../../../src/contract/event-functions.ts';
import { accessDenied } from '../../support/aws-world/aws-error.ts';
import { linkTable } from '../../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, stackServices } from '../../support/aws-world/import-runs.ts';
import { actionsOf } from '../../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../../support/aws-world/sample-account.ts';

const [begin, end, later] = [
  '2026-01-01T00:00:00.000Z',
  '2026-01-02T00:00:00.000Z',
  '2999-01-01T00:00:00.000Z',
];
const tick = {
  time: '2026-01-02T00:05:00Z',
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
};
const environment = { ...process.env };
const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:amplify-import-remove-auth';

const services = {
  linkIndex: dynamodbLinkIndex(linkTable),
  executions: machineStarts({ 'remove-auth': machine }),
  now: () => new Date(),
};
const start = (event: unknown) => handler(event, { services });

let world: SampleAccount;

const importUntil = (env: string, expires: string) =>
  runOnce(
    { ...fullRequest, env, expires },
    { services: stackServices({ now: () => new Date(begin) }) },
  );

beforeEach(() => {
  world = sampleAccount();
});

afterEach(() => {
  process.env = { ...environment };
});

test('The functions that rules start are the files that there are', () => {
  const files = readdirSync('functions/events').map((file) => file.replace('.ts', ''));

  expect(files).toEqual(eventFunctionNames);
});

describe('The starter of removals', () => {
  test('Starts the removal of what has expired, and of nothing else', async () => {
    await importUntil('pr-1', end);
    await importUntil('pr-2', later);
    await runOnce(fullRequest);
    world.forgetCalls();

    const done = await start(tick);

    expect(done).toBe(1);
    expect([...world.stepFunctions.started]).toEqual([
      [
        'storefront_pr-1_e202601020005',
        {
          machine: 'amplify-import-remove-auth',
          input: { app: 'storefront', env: 'pr-1', startedBy: 'expiry' },
        },
      ],
    ]);
    expect(actionsOf(world.calls)).toEqual(['dynamodb:Query', 'states:StartExecution']);
  });

  test('Tried again with the same event it starts nothing twice, and ends well', async () => {
    await importUntil('pr-1', end);

    const done = [await start(tick), await start(tick)];

    expect(done).toEqual([1, 1]);
    expect(world.stepFunctions.started.size).toBe(1);
  });

  test('Five minutes later it starts again what is still there', async () => {
    await importUntil('pr-1', end);

    await start(tick);
    await start({ ...tick, time: '2026-01-02T00:10:00Z' });

    expect([...world.stepFunctions.started.keys()]).toEqual([
      'storefront_pr-1_e202601020005',
      'storefront_pr-1_e202601020010',
    ]);
  });

  test('A start that fails keeps no other, and the function fails once all were tried', async () => {
    for (const env of ['pr-1', 'pr-2', 'pr-3']) await importUntil(env, end);
    const input = { name: 'storefront_pr-2_e202601020005' };
    world.faults.fail({ action: 'StartExecution', input }, accessDenied());

    const run = start(tick);

    await expect(run).rejects.toThrow(
      /^1 of 3 removals could not be started\. storefront\/pr-2: AccessDenied: AWS denied states:StartExecution/,
    );
    expect([...world.stepFunctions.started.keys()]).toEqual([
      'storefront_pr-1_e202601020005',
      'storefront_pr-3_e202601020005',
    ]);
  });

  test('Started by hand, without the event of a rule, it is due now', async () => {
    await importUntil('pr-1', end);

    await start({});

    const [name = ''] = world.stepFunctions.started.keys();
    expect(name).toMatch(/^storefront_pr-1_e20\d{10}$/);
  });

  test('Starts no machine whose address it was not told', async () => {
    await importUntil('pr-1', end);
    const run = handler(tick, { services: { ...services, executions: machineStarts({}) } });

    await expect(run).rejects.toThrow('may not start remove-auth');
  });

  test('Logs by its name what it has done', async () => {
    await importUntil('pr-1', end);
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'start-expired';
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    await start(tick);
    const lines = write.mock.calls.map(([line]) => String(line));
    write.mockRestore();

    expect(lines).toEqual([
      '{"event":"ScheduleStarted","function":"start-expired"}\n',
      '{"event":"ScheduleEnded","function":"start-expired","done":1}\n',
    ]);
  });
});
