import { describe, expect, test } from '@jest/globals';
import { awsError } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  diesWriting,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  runOnce,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';

/** Reads of IAM lag behind its writes: what a read shows may be what stood before. */
describe('IAM reads that lag', () => {
  const few = withGrants(['read'], []);
  const many = withGrants(['create', 'read', 'update', 'delete'], ['read']);

  /** Our policies as an undisturbed run of a request leaves them. */
  async function undisturbed(request: unknown): Promise<unknown> {
    const world = sampleAccount();
    await runOnce(request);
    return policiesOf(world);
  }

  /** The first import fails on the guest role; reads stay as they were when Undo began. */
  function failAndLag(world: AwsWorld): void {
    const guestWrite = ({ action, input }: { action: string; input: unknown }) =>
      action === 'PutRolePolicy' && (input as { RoleName?: string }).RoleName === 'CognitoGuest';
    world.faults.fail(guestWrite, awsError('MalformedPolicyDocument', 400, 'x'), { times: 1 });
    world.faults.meanwhile(
      ({ action }) => action === 'DeleteRolePolicy',
      () => world.iam.freezeReads(),
    );
  }

  test('do not keep a grant that was taken back', async () => {
    const wanted = await undisturbed(few);
    const world = sampleAccount();
    await runOnce(few);
    world.iam.freezeReads();
    await runOnce(many);

    const result = await runOnce(few);
    world.iam.thawReads();

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(wanted);
    expect((await runOnce(few)).status).toBe('unchanged');
  });

  test('do not hide that an Undo took the policy away', async () => {
    const wanted = await undisturbed(fullRequest);
    const world = sampleAccount();
    failAndLag(world);
    await runOnce(fullRequest);

    const result = await runOnce(fullRequest);
    world.iam.thawReads();

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(wanted);
  });

  test('do not make what an Undo took away look like a hand edit', async () => {
    const other = withGrants(['read'], ['read']);
    const wanted = await undisturbed(other);
    const world = sampleAccount();
    failAndLag(world);
    await runOnce(fullRequest);

    const result = await runOnce(other);
    world.iam.thawReads();

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(wanted);
  });

  test('do not make what was restored before emitting look like a hand edit afterwards', async () => {
    const world = await importedAccount();
    const wanted = policiesOf(world);
    await diesWriting(world, withGrants(['read'], ['read', 'create']));
    world.iam.freezeReads();
    await runOnce({ ...fullRequest, rolePolicies: 'emit' });

    const result = await runOnce(fullRequest);
    world.iam.thawReads();

    expect(result.error).toBeUndefined();
    expect(policiesOf(world)).toEqual(wanted);
  });

  test('leave no orphan of a killed run behind', async () => {
    const nothing = { ...fullRequest, grants: {} };
    const wanted = await undisturbed(nothing);
    const world = sampleAccount();
    world.iam.freezeReads();
    world.faults.kill(
      ({ action, input }) =>
        action === 'PutObject' && String((input as { Key?: string }).Key).includes('revisions'),
      'before',
    );
    await runOnce(fullRequest);
    world.faults.revive();

    const result = await runOnce(nothing);
    world.iam.thawReads();

    expect(result.status).toBe('published');
    expect(policiesOf(world)).toEqual(wanted);
    expect(linkItemOf(world)).toMatchObject({ ledger: [], intent: null, undone: [] });
  });
});
