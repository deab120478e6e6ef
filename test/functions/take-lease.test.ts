import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler } from '../../functions/take-lease.ts';
import { throttled } from '../support/aws-world/aws-error.ts';
import { linkItemOf, stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { executionId } from '../support/builders/ids.ts';
import { aRun, runData } from '../support/builders/run.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const take = (owner = executionId) =>
  handler(runData({ run: aRun({ executionId: owner }) }), { services: stackServices() });

describe('Take lease', () => {
  test('A link that nobody imported is leased with the first fence, and asks nobody', async () => {
    const slice = await take();

    expect(slice).toEqual({ fence: 1 });
    expect(linkItemOf(world)?.lease).toEqual({
      owner: executionId,
      fence: 1,
      heartbeatUntil: null,
      takenAt: expect.any(String),
    });
    expect(actionsOf(world.calls)).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem']);
  });

  test('Taking it twice gives the same fence, so that the state can be tried again', async () => {
    await take();

    const slice = await take();

    expect(slice).toEqual({ fence: 1 });
  });

  test('The owner is asked of Step Functions in its own region', async () => {
    const owner = executionId.replace('eu-west-1', 'us-east-2');
    await take(owner);

    const second = take();

    await expect(second).rejects.toMatchObject({ name: 'LinkBusy' });
    expect(world.calls.at(-1)).toMatchObject({
      action: 'DescribeExecution',
      region: 'us-east-2',
      input: { executionArn: owner },
    });
  });

  test('A local owner leaves a heartbeat', async () => {
    await take('local:a-host:1:uuid');

    const until = linkItemOf(world)?.lease.heartbeatUntil;
    expect(new Date(until ?? 0).getTime()).toBeGreaterThan(Date.now() + 50_000);
  });

  test('Step Functions that does not answer is AwsUnavailable, not a lease', async () => {
    await take('arn:aws:states:eu-west-1:111122223333:execution:import-auth:other');
    world.faults.fail('states:DescribeExecution', throttled());

    const second = take();

    await expect(second).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });
});
