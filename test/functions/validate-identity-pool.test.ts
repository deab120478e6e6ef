import { userPoolSlice } from '../support/builders/plan.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler } from '../../functions/validate-identity-pool.ts';
import type { AllowList } from '../../src/contract/allow.ts';
import { states, type StateOutput } from '../../src/contract/states.ts';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf, countCalls } from '../support/aws-world/recorded-call.ts';
import {
  breakTrust,
  roleAt,
  sampleAccount,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../support/builders/ids.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

type IdentityPool = StateOutput<'Validate identity pool'>;

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const validate = async (
  overrides: Parameters<typeof aRequest>[0] = {},
  allowList: AllowList | null = null,
) =>
  await handler(
    runData({
      request: aRequest(overrides),
      userPool: userPoolSlice(),
    }),
    { services: stackServices({ allowList }) },
  );

const pool = () => world.identityPools.pools.get(identityPoolId);

describe('Validate identity pool reads', () => {
  test('The pool and its role names in one wave, the roles in a second, with their tags', async () => {
    await validate();

    expect(countCalls(world.calls, ['cognito-identity'])).toEqual({ calls: 3, waves: 2 });
    expect(countCalls(world.calls, ['iam'])).toEqual({ calls: 2, waves: 1 });
    expect(countCalls(world.calls, ['cognito-identity', 'iam']).waves).toBe(2);
  });

  test('Roles are asked for by their name without the path', async () => {
    await validate();

    const asked = world.calls.filter(({ action }) => action === 'GetRole');
    expect(asked.map(({ input }) => input)).toEqual([
      { RoleName: 'CognitoAuth' },
      { RoleName: 'CognitoGuest' },
    ]);
  });

  test('A pool of another region is asked for there, and IAM where it always is', async () => {
    const id = identityPoolId.replace('eu-west-1', 'us-west-2');
    const seeded = pool();
    if (seeded) world.identityPools.pools.set(id, seeded);

    await validate({ identityPoolId: id });

    const regions = (service: string) =>
      new Set(world.calls.filter((call) => call.service === service).map(({ region }) => region));
    expect(regions('cognito-identity')).toEqual(new Set(['us-west-2']));
    expect(regions('iam').size).toBe(1);
  });

  test('The slice names the roles, and is what the contract says', async () => {
    const slice = await validate();

    expect(states['Validate identity pool'].output.parse(slice)).toEqual(slice);
    expect(slice).toEqual({
      classicFlow: 'off',
      findings: [],
      settings: {
        identityPoolId,
        region: 'eu-west-1',
        guestsAllowed: true,
        socialLogins: false,
        loginClients: { google: null, facebook: null },
        roles: [
          { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
          { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
        ],
      },
    });
  });

  test('Of its social logins the public ids leave the adapter, and the secret of Twitter does not', async () => {
    const seeded = pool();
    if (seeded) {
      seeded.pool.SupportedLoginProviders = {
        'accounts.google.com': 'shop.apps.googleusercontent.com',
        'graph.facebook.com': '1234567890',
        'api.twitter.com': 'consumer-key;consumer-secret',
      };
    }

    const { settings } = await validate();

    expect(settings).toMatchObject({
      socialLogins: true,
      loginClients: { google: 'shop.apps.googleusercontent.com', facebook: '1234567890' },
    });
    expect(JSON.stringify(settings)).not.toContain('consumer');
  });

  test('Trust policies are understood as IAM answers them, URL-encoded', async () => {
    breakTrust(world);

    const slice = await validate();

    expect(slice.findings).toEqual([
      expect.objectContaining({ code: 'TRUST_MISSING', subject: guestRoleArn }),
    ]);
  });

  test('A role of that name under another path is not the role', async () => {
    roleAt(world, guestRoleArn).arn = guestRoleArn.replace('role/', 'role/other/');

    const slice = await validate();

    expect(slice.findings).toEqual([
      expect.objectContaining({ code: 'ROLE_NOT_FOUND', subject: guestRoleArn }),
    ]);
  });
});

describe('Validate identity pool judges what it could not read', () => {
  test('A pool that is not there is a finding, and no role is asked for', async () => {
    world.identityPools.pools.clear();

    const slice = await validate();

    expect(codes(slice.findings)).toEqual(['IDENTITY_POOL_NOT_FOUND']);
    expect(actionsOf(world.calls)).not.toContain('iam:GetRole');
  });

  test.each([
    ['cognito-identity:DescribeIdentityPool', ['READ_DENIED', 'TRUST_MISSING']],
    ['cognito-identity:GetIdentityPoolRoles', ['READ_DENIED', 'IDENTITY_POOL_CLIENT_MISMATCH']],
  ])('A denied %s stops only the rules that need it', async (call, expected) => {
    world.faults.fail(call, accessDenied());
    breakTrust(world);
    const seeded = pool();
    if (seeded) seeded.pool.CognitoIdentityProviders = [];

    const slice = await validate();

    expect(codes(slice.findings)).toEqual(expected);
    expect(slice.findings[0]?.needed).toBe(call);
  });

  test('A role that is gone is a finding', async () => {
    world.iam.roles.delete('CognitoGuest');

    const slice = await validate();

    expect(codes(slice.findings)).toEqual(['ROLE_NOT_FOUND']);
  });

  test('A role that may not be read is a finding with the action, and the rest is still judged', async () => {
    const auth = { action: 'GetRole', input: { RoleName: 'CognitoAuth' } };
    world.faults.fail(auth, accessDenied());
    breakTrust(world);
    const seeded = pool();
    if (seeded) seeded.pool.CognitoIdentityProviders = [];

    const slice = await validate();

    expect(codes(slice.findings).toSorted()).toEqual([
      'IDENTITY_POOL_CLIENT_MISMATCH',
      'READ_DENIED',
      'TRUST_MISSING',
    ]);
    expect(slice.findings).toContainEqual(
      expect.objectContaining({ subject: authRoleArn, needed: 'iam:GetRole' }),
    );
  });

  test('A guest grant without a guest role is a finding', async () => {
    const seeded = pool();
    if (seeded) seeded.roles = { authenticated: authRoleArn };

    const slice = await validate({ grants: storageGrants(aStorageGrant({ guest: ['read'] })) });

    expect(codes(slice.findings)).toEqual(['GUEST_GRANT_WITHOUT_GUEST_ROLE']);
  });

  test.each(['cognito-identity:DescribeIdentityPool', 'iam:GetRole'])(
    'A throttle is AwsUnavailable: %s',
    async (call) => {
      world.faults.fail(call, throttled());

      const validation = validate();

      await expect(validation).rejects.toMatchObject({ name: 'AwsUnavailable' });
    },
  );
});

describe('Who allows what: roles', () => {
  const granting = {
    grants: storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] })),
  };

  const subjects = ({ findings }: IdentityPool) =>
    findings.filter(({ code }) => code === 'RESOURCE_NOT_ALLOWED').map(({ subject }) => subject);
  const tag = (value: string) => {
    for (const role of world.iam.roles.values()) role.tags = { 'amplify-import': value };
  };

  test('In process nobody needs to allow anything', async () => {
    const slice = await validate(granting, null);

    expect(subjects(slice)).toEqual([]);
  });

  test('Deployed, a role without the tag is a finding with the command that sets it', async () => {
    const slice = await validate(granting, {});

    expect(subjects(slice)).toEqual([authRoleArn, guestRoleArn]);
    expect(slice.findings[0]?.command).toBe(
      'aws iam tag-role --role-name CognitoAuth --tags Key=amplify-import,Value=storefront',
    );
  });

  test('Deployed, nobody needs to allow a role that is granted nothing', async () => {
    const slice = await validate({}, {});

    expect(subjects(slice)).toEqual([]);
  });

  test.each(['any', 'storefront', 'backoffice storefront'])(
    'The tag "%s" allows',
    async (value) => {
      tag(value);

      const slice = await validate(granting, {});

      expect(subjects(slice)).toEqual([]);
    },
  );

  test.each(['', 'backoffice', 'storefront-old', 'ANY'])('The tag "%s" does not', async (value) => {
    tag(value);

    const slice = await validate(granting, {});

    expect(subjects(slice)).toEqual([authRoleArn, guestRoleArn]);
  });

  test("A pattern of the stack's context allows for its own app only", async () => {
    const allowList = {
      storefront: ['arn:aws:iam::111122223333:role/service-role/*'],
      backoffice: ['arn:aws:iam::111122223333:role/*'],
    };

    const slice = await validate(granting, allowList);

    expect(subjects(slice)).toEqual([guestRoleArn]);
  });
});
