import { describe, expect, test } from '@jest/globals';
import { linkItemOf, runOnce, traces, withGrants } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';

/** The rule on the status-change event starts a run that makes the death of another one good. */
describe('A run that makes a death good', () => {
  const wide = withGrants(['create', 'read', 'update', 'delete'], ['read']);
  const narrow = withGrants(['read'], []);

  /** An import that was killed on its first policy, and the event that tells of it. */
  async function killed() {
    const world = sampleAccount();
    world.faults.kill(({ action }) => action === 'PutRolePolicy', 'after');
    await runOnce(wide);
    world.faults.revive();
    const death = {
      id: 'event-1',
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: {
        executionArn: linkItemOf(world)?.lease.owner,
        stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:import',
        status: 'ABORTED',
        input: JSON.stringify(wide),
      },
    };
    return { world, death };
  }

  test('finishes what the dead one had begun', async () => {
    const { world, death } = await killed();

    const result = await runOnce(death);

    expect(result.status).toBe('published');
    expect(linkItemOf(world)).toMatchObject({ intent: null, revision: 1 });
  });

  test('does nothing when a newer import has gone through meanwhile, and ends well', async () => {
    const { world, death } = await killed();
    await runOnce(narrow);
    const before = traces(world);
    world.eventBridge.events.length = 0;

    const result = await runOnce(death);

    const [finding] = result.findings;
    expect(result).toMatchObject({ status: 'unchanged', findings: [{ code: 'RUN_OUTDATED' }] });
    expect(finding?.message).toContain(death.detail.executionArn);
    expect(traces(world)).toEqual(before);
    expect(world.eventBridge.events).toEqual([]);
  });
});
