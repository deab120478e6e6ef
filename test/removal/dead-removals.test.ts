import { beforeEach, describe, expect, it } from '@jest/globals';
import { statusChangeDetailType } from '../../src/contract/events.ts';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import {
  leftOf,
  nothingLeft,
  pushedAccount,
  pushedRequest,
} from '../support/aws-world/removed-account.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;

/** A removal that died at a call, and the event that tells of it. */
async function killed(action: string, input: unknown = link) {
  world.faults.kill({ action }, 'after');
  await removeOnce(input);
  world.faults.revive();
  return {
    id: 'event-1',
    source: 'aws.states',
    'detail-type': statusChangeDetailType,
    detail: {
      executionArn: linkItemOf(world)?.lease.owner,
      stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:remove',
      status: 'TIMED_OUT',
      input: JSON.stringify(input),
    },
  };
}

beforeEach(async () => {
  world = await pushedAccount();
});

describe('R3: the rule on deaths', () => {
  it.each(['GetRolePolicy', 'DeleteRolePolicy', 'DeleteParameters'])(
    'R3: finishes a removal that died at %s',
    async (action) => {
      const death = await killed(action);

      const { end } = await removeOnce(death);

      expect(end.status).toBe('SUCCEEDED');
      expect(leftOf(world)).toMatchObject(nothingLeft);
    },
  );

  it('R3: removes nothing once somebody has imported again, and ends well', async () => {
    const death = await killed('DeleteRolePolicy');
    await runOnce(pushedRequest);
    world.eventBridge.events.length = 0;
    const before = leftOf(world);

    const { end, result } = await removeOnce(death);

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({
      status: 'unchanged',
      findings: [{ code: 'RUN_OUTDATED', facts: { why: { what: 'made good already' } } }],
    });
    expect(leftOf(world)).toEqual(before);
    expect(world.eventBridge.events).toEqual([]);
  });

  it('R3: does nothing once somebody has removed it again', async () => {
    const death = await killed('DeleteRolePolicy');
    await removeOnce();
    world.eventBridge.events.length = 0;

    const { end, result } = await removeOnce(death);

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.status).toBe('unchanged');
    expect(world.eventBridge.events).toEqual([]);
  });

  it('R3: keeps to what the dead one was asked for', async () => {
    const death = await killed('GetRolePolicy', {
      ...link,
      expectPlan: `sha256:${'0'.repeat(64)}`,
    });

    const { end } = await removeOnce(death);

    expect(end).toMatchObject({ status: 'FAILED', error: 'PlanChanged' });
  });
});

describe('An event from before a removal that died', () => {
  it('does not bring the environment back', async () => {
    const early = new Date(Date.now() - 60_000).toISOString();
    await killed('DeleteRolePolicy');

    const result = await runOnce({
      source: 'amplify-import.storefront',
      'detail-type': 'Auth Import Requested',
      time: early,
      detail: { version: '1', ...link },
    });

    expect(result).toMatchObject({ status: 'unchanged', findings: [{ code: 'RUN_OUTDATED' }] });
    expect(linkItemOf(world)?.intent).toBeNull();
  });
});

describe('A removal that the stack starts to make a death good', () => {
  it('finishes what is half removed', async () => {
    await killed('DeleteRolePolicy');

    const { end } = await removeOnce({ ...link, startedBy: 'recovery' });

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('removes nothing of what nobody has begun to remove', async () => {
    const before = leftOf(world);

    const { end, result } = await removeOnce({ ...link, startedBy: 'recovery' });

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'unchanged', revision: 1 });
    expect(leftOf(world)).toEqual(before);
    expect(world.eventBridge.events).toEqual([]);
  });

  it('of a link that nobody has imported ends well', async () => {
    const { end, result } = await removeOnce({
      app: 'storefront',
      env: 'qa',
      startedBy: 'recovery',
    });

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.status).toBe('unchanged');
  });
});
