import { describe, expect, test } from '@jest/globals';
import { roleNameOf } from '../../src/contract/aws-names.ts';
import { awsError, connectionReset } from '../support/aws-world/aws-error.ts';
import { accountId, type AwsWorld } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import {
  actionsOf,
  type RecordedCall,
  type ServiceName,
} from '../support/aws-world/recorded-call.ts';
import { bareAccount, sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { authRoleArn, bucketName, guestRoleArn, webClientId } from '../support/builders/ids.ts';
import { silent } from '../../src/engine/progress.ts';

const account: readonly ServiceName[] = ['cognito-idp', 'cognito-identity', 'iam', 'sts'];

/** What was asked of the account, in its order. */
function asked({ calls }: AwsWorld): readonly RecordedCall[] {
  return calls.filter(({ service }) => account.includes(service));
}

/** An import, and which states failed on its way; `meanwhile` happens before they are tried again. */
async function importTelling(input: unknown = fullRequest, meanwhile = () => {}) {
  const failed: string[] = [];
  const progress = {
    ...silent,
    failed: (state: string) => {
      failed.push(state);
      meanwhile();
    },
  };
  const result = await runOnce(input, { progress });
  return { result, failed };
}

describe('A read ahead', () => {
  test('That AWS refuses is an error of the state that asks for it', async () => {
    const world = sampleAccount();
    world.faults.fail('iam:ListRolePolicies', awsError('ServiceFailure', 400));

    const { result, failed } = await importTelling();

    expect(failed).toEqual(['Plan role policies']);
    expect(result).toMatchObject({ status: 'failed', error: { name: 'AwsFault' } });
  });

  test('Whose answer is lost is made again by the state that asks for it, and nothing has failed', async () => {
    const world = sampleAccount();
    world.faults.fail('cognito-identity:GetIdentityPoolRoles', connectionReset(), { times: 1 });

    const { result, failed } = await importTelling();

    expect(failed).toEqual([]);
    expect(result.status).toBe('published');
    expect(asked(world).filter(({ action }) => action === 'GetIdentityPoolRoles')).toHaveLength(2);
  });

  test('Looks for the policies of a role that is not there, which is refused', async () => {
    const world = bareAccount();
    const RoleName = roleNameOf(guestRoleArn);
    world.iam.roles.delete(RoleName);

    const { result } = await importTelling();

    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'ROLE_NOT_FOUND' }));
    const ofRole = asked(world).filter(({ input }) => input['RoleName'] === RoleName);
    expect(actionsOf(ofRole).toSorted()).toEqual([
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
    ]);
  });

  test('Looks for no policies of a namesake of a role of another account', async () => {
    const world = bareAccount();
    const here = groupRoleArn('admins');
    seedRole(world, here, {});
    const [pool] = world.userPools.pools.values();
    pool!.groups = [{ GroupName: 'admins', RoleArn: here.replace(accountId, '444455556666') }];
    const grants = { storage: [{ bucket: bucketName, groups: { admins: ['read'] } }] };

    const { result } = await importTelling({ ...fullRequest, grants });

    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'ROLE_OTHER_ACCOUNT' }));
    const listed = asked(world).filter(({ action }) => action === 'ListRolePolicies');
    expect(listed.map(({ input }) => input['RoleName']).toSorted()).toEqual(
      [authRoleArn, guestRoleArn].map(roleNameOf).toSorted(),
    );
    expect(asked(world).filter(({ service }) => service === 'sts')).toHaveLength(1);
  });

  test('Is not begun for a request that is refused as it stands', async () => {
    const world = sampleAccount();

    const { result } = await importTelling({ ...fullRequest, userPoolId: 'mistaken' });

    expect(result.error?.name).toBe('InvalidRequest');
    expect(asked(world)).toEqual([]);
  });

  test('Is not begun by a run that gets no lease', async () => {
    const world = sampleAccount();
    world.faults.fail('dynamodb:GetItem', awsError('TableGone', 400));

    const { failed } = await importTelling();

    expect(failed).toContain('Take lease');
    expect(asked(world)).toEqual([]);
  });
});

describe('A state that is tried again', () => {
  test('Asks for what did not come, and judges by what did, be it that something was not there', async () => {
    const world = bareAccount();
    const [pool] = world.userPools.pools.values();
    const { clients } = pool!;
    pool!.clients = [];
    world.faults.fail('cognito-idp:GetUserPoolMfaConfig', connectionReset(), { times: 1 });

    const { result, failed } = await importTelling(fullRequest, () => {
      pool!.clients = clients;
    });

    expect(failed).toEqual(['Validate user pool']);
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'CLIENT_NOT_FOUND', subject: webClientId }),
    );
    const times = (wanted: string) => asked(world).filter(({ action }) => action === wanted).length;
    expect(times('GetUserPoolMfaConfig')).toBe(2);
    expect(times('DescribeUserPool')).toBe(1);
    expect((await importTelling()).result.status).toBe('published');
  });
});
