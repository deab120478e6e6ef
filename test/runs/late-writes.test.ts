import { describe, expect, test } from '@jest/globals';
import {
  diesWriting,
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';

const wide = withGrants(['create', 'read', 'update', 'delete'], ['read']);
const narrow = withGrants(['read'], []);
const refused = { ...fullRequest, webClientId: 'nosuchclient0000000000000' };

/** What an account holds after one import of a request, in an account of its own. */
async function policiesAfter(request: object) {
  const world = sampleAccount();
  await runOnce(request);
  return policiesOf(world);
}

/** An import that sleeps right before its first write, and wakes up once others have gone through. */
async function sleeper(request: object) {
  const late = await policiesAfter(request);
  const world = sampleAccount();
  world.faults.kill('iam:PutRolePolicy', 'before');
  await runOnce(request);
  world.faults.revive();
  return { world, wakeUp: () => put(world, late) };
}

function put({ iam }: AwsWorld, policies: Awaited<ReturnType<typeof policiesAfter>>): void {
  for (const [role, held] of Object.entries(policies)) {
    Object.assign(iam.roles.get(role)?.policies ?? {}, held);
  }
}

describe('What a run writes late, after another one has taken it over', () => {
  test.each([
    ['that went through', [narrow]],
    ['that was refused, and one after it', [refused, narrow]],
    ['that went through, and more of them', [narrow, fullRequest, narrow]],
  ])('is put right by the next run, and is no drift: taken over by one %s', async (_, runs) => {
    const { world, wakeUp } = await sleeper(wide);
    for (const request of runs) await runOnce(request);
    wakeUp();
    const meanwhile = policiesOf(world);

    const result = await runOnce(narrow);

    expect(meanwhile).not.toEqual(await policiesAfter(narrow));
    expect(result.findings.map(({ code }) => code)).not.toContain('POLICY_DRIFT');
    expect(result.error).toBeUndefined();
    expect(policiesOf(world)).toEqual(await policiesAfter(narrow));
  });

  test('goes with the rest when the environment is removed', async () => {
    const { world, wakeUp } = await sleeper(wide);
    await runOnce(narrow);
    wakeUp();

    const { result } = await removeOnce();

    expect(result?.status).toBe('removed');
    expect(policiesOf(world)).toEqual(policiesOf(sampleAccount()));
  });

  test('that never came leaves a second removal nothing to do', async () => {
    const world = await diesWriting(sampleAccount(), wide);
    await runOnce(wide);
    const { result: first } = await removeOnce();
    world.forgetCalls();

    const { result } = await removeOnce();

    expect(first).toMatchObject({
      status: 'removed',
      findings: [],
      roles: [{ status: 'removed' }, { status: 'removed' }],
    });
    expect(result).toMatchObject({
      status: 'unchanged',
      findings: [],
      roles: [{ status: 'gone' }, { status: 'gone' }],
    });
    expect(world.calls.map(({ action }) => action)).not.toContain('DeleteRolePolicy');
  });

  test('is taken away by a second removal where it came after the first', async () => {
    const { world, wakeUp } = await sleeper(wide);
    await runOnce(narrow);
    await removeOnce();
    wakeUp();

    const { result } = await removeOnce();

    expect(result?.status).toBe('removed');
    expect(policiesOf(world)).toEqual(policiesOf(sampleAccount()));
  });

  test('that never came is no policy that was removed, nor one that is gone', async () => {
    await sleeper(wide);
    await runOnce(narrow);

    const { result } = await removeOnce();

    expect(result).toMatchObject({ status: 'removed', findings: [] });
    expect(result?.roles.map(({ status }) => status).toSorted()).toEqual(['gone', 'removed']);
  });

  test('is told from what somebody else writes', async () => {
    const { world } = await sleeper(wide);
    await runOnce(narrow);
    const policies = world.iam.roles.get('CognitoAuth')?.policies ?? {};
    for (const name of Object.keys(policies).filter((one) => one.startsWith('AmplifyImport-'))) {
      policies[name] = '{"Version":"2012-10-17","Statement":[]}';
    }

    const result = await runOnce(narrow);

    expect(result.findings.map(({ code }) => code)).toContain('POLICY_DRIFT');
    expect(linkItemOf(world)?.lateWrites.length).toBeGreaterThan(0);
  });
});
