import { describe, expect, it } from '@jest/globals';
import {
  diesWriting,
  fullRequest,
  importedAccount,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
} from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const emitting = { ...fullRequest, rolePolicies: 'emit' } as const;

describe('A removal of a link that emits, over an import that died while it wrote', () => {
  it('restores what that one had found, and hands that over', async () => {
    const world = await importedAccount();
    await runOnce(emitting);
    const before = policiesOf(world);
    await diesWriting(world, {
      ...fullRequest,
      grants: { storage: [{ bucket: 'storefront-uploads', authenticated: ['read'] }] },
    });
    expect(policiesOf(world)).not.toEqual(before);

    const { end, result } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(policiesOf(world)).toEqual(before);
    expect(result?.roles.map(({ status }) => status)).toEqual(['restored', 'restored']);
    expect(result?.left?.map(({ command }) => command)).toEqual(
      ['CognitoGuest', 'CognitoAuth'].map(
        (role) => `aws iam delete-role-policy --role-name ${role} --policy-name ${policyName}`,
      ),
    );
    expect(result?.emitted).toHaveLength(2);
    expect(result?.yours).toEqual([fullRequest.userPoolId, fullRequest.identityPoolId]);
    expect(linkItemOf(world)).toMatchObject({ ledger: [], intent: null });
  });
});

describe('A removal after an import that died after its commit', () => {
  it.each([
    [
      'that writes, of a link that emitted',
      emitting,
      { ...fullRequest, outputsVersion: '1.4' },
      [],
    ],
    [
      'that emits, of a link that wrote',
      fullRequest,
      { ...emitting, outputsVersion: '1.4' },
      [policyName],
    ],
  ])('%s goes by what was committed', async (_, first, second, stays) => {
    const world = sampleAccount();
    await runOnce(first);
    world.faults.kill(recordIn(world), 'before');
    await runOnce(second);
    world.faults.revive();

    const { end } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
    expect(Object.keys(policiesOf(world)['CognitoGuest'] ?? {})).toEqual(stays);
  });

  it('knows the roles also of an import that died after its commit, and of a removal after it', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await runOnce(emitting);
    world.faults.revive();
    world.faults.kill(
      { action: 'PutObject', input: { Key: 'config/storefront/prod/manifest.json' } },
      'before',
    );
    await removeOnce();
    world.faults.revive();

    const { result } = await removeOnce();

    expect(result?.roles.map(({ role }) => role)).toEqual([guestRoleArn, authRoleArn]);
  });
});
