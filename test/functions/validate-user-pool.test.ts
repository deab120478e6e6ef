import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler } from '../../functions/validate-user-pool.ts';
import { states } from '../../src/contract/states.ts';
import {
  accessDenied,
  awsError,
  connectionReset,
  throttled,
} from '../support/aws-world/aws-error.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { nativeClientId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { aRequest } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const validate = async (overrides: Parameters<typeof aRequest>[0] = {}) =>
  await handler(runData({ request: aRequest(overrides) }), {
    services: stackServices(),
  });

describe('Validate user pool reads', () => {
  test('With client ids given everything is read in one wave', async () => {
    await validate({ nativeClientId });

    expect(new Set(world.calls.map(({ wave }) => wave)).size).toBe(1);
    expect(actionsOf(world.calls).toSorted()).toEqual([
      'cognito-idp:DescribeUserPool',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:DescribeUserPoolClient',
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListGroups',
      'cognito-idp:ListIdentityProviders',
      'cognito-idp:ListUserPoolClientSecrets',
    ]);
    for (const { input } of world.calls) expect(input['UserPoolId']).toBe(userPoolId);
  });

  test('Without a web client the clients are listed, and the only one without a secret is taken', async () => {
    const slice = await validate({ webClientId: null });

    expect(slice.settings?.web.id).toBe(webClientId);
    expect(actionsOf(world.calls)).toContain('cognito-idp:ListUserPoolClients');
  });

  test('A pool with more clients than a page is not looked through', async () => {
    const clients = world.userPools.pools.get(userPoolId)?.clients ?? [];
    for (let index = 0; index < 60; index += 1) clients.push({ ClientId: `other${index}` });

    const slice = await validate({ webClientId: null });

    expect(codes(slice.findings)).toContain('TOO_MANY_CLIENTS');
    expect(actionsOf(world.calls)).not.toContain('cognito-idp:DescribeUserPoolClient');
  });

  test('A pool of another region is asked for there', async () => {
    const [seeded] = world.userPools.pools.values();
    if (seeded) world.userPools.pools.set('ap-southeast-2_Elsewhere', seeded);

    await validate({ userPoolId: 'ap-southeast-2_Elsewhere' });

    expect(new Set(world.calls.map(({ region }) => region))).toEqual(new Set(['ap-southeast-2']));
  });

  test('The slice is what the contract says, and no more than the clients need', async () => {
    const slice = await validate({ nativeClientId });

    expect(states['Validate user pool'].output.parse(slice)).toEqual(slice);
    expect(slice.settings).toMatchObject({
      userPoolId,
      region: 'eu-west-1',
      requiredAttributes: ['email'],
      passwordPolicy: { minLength: 10, symbols: false },
      native: { id: nativeClientId, hasSecret: true },
    });
    expect(JSON.stringify(slice)).not.toContain(world.secret);
  });

  test('MFA is taken with the methods that can really be used', async () => {
    const seeded = world.userPools.pools.get(userPoolId);
    if (seeded) {
      seeded.pool.MfaConfiguration = 'OPTIONAL';
      seeded.mfa = {
        MfaConfiguration: 'OPTIONAL',
        SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: '' } },
        SoftwareTokenMfaConfiguration: { Enabled: true },
      };
    }

    const slice = await validate();

    expect(slice.settings).toMatchObject({ mfa: 'OPTIONAL', mfaMethods: ['TOTP'] });
  });
});

describe('Validate user pool judges what it could not read', () => {
  test('A pool that is not there is a finding with the command that lists pools', async () => {
    world.userPools.pools.clear();

    const slice = await validate();

    expect(slice.settings).toBeNull();
    expect(slice.findings).toEqual([
      expect.objectContaining({
        code: 'USER_POOL_NOT_FOUND',
        look: 'aws cognito-idp list-user-pools --region eu-west-1 --max-results 60',
      }),
    ]);
  });

  test('D-6: A pool that is not there is missed in the account that was asked', async () => {
    world.userPools.pools.clear();

    const { findings } = await validate();

    expect(findings[0]?.message).toContain('in eu-west-1 of account 111122223333');
  });

  test('U-6: A client that is not there is a finding, with those that could be named', async () => {
    const { findings } = await validate({ webClientId: 'nobody', nativeClientId });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'CLIENT_NOT_FOUND',
        found: expect.stringMatching(`^without a secret: web \\(${webClientId}\\);`),
      }),
      expect.objectContaining({
        code: 'NATIVE_CLIENT_HAS_SECRET',
        resolution: expect.stringContaining('"amplify-import fetch --app storefront --env prod '),
      }),
    ]);
  });

  test('U-7: A native client that is not there is a finding, with all clients of the pool', async () => {
    const { findings } = await validate({ nativeClientId: 'nobody' });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'CLIENT_NOT_FOUND',
        found: expect.stringMatching('^in the pool: web .*; the rest is judged by native '),
      }),
      expect.objectContaining({ code: 'NATIVE_CLIENT_HAS_SECRET' }),
    ]);
  });

  test('A client that may not be read is no reason to read all the others', async () => {
    world.faults.fail('cognito-idp:DescribeUserPoolClient', accessDenied());

    const slice = await validate();

    expect(slice.clients).toEqual([webClientId]);
    expect(actionsOf(world.calls)).not.toContain('cognito-idp:ListUserPoolClients');
  });

  test('Each denied action is a finding that names it, and everything else is still judged', async () => {
    world.faults.fail('cognito-idp:ListGroups', accessDenied());
    world.faults.fail('cognito-idp:GetUserPoolMfaConfig', awsError('NotAuthorizedException', 400));

    const slice = await validate({ webClientId: 'nobody' });

    const denied = slice.findings.filter(({ code }) => code === 'READ_DENIED');
    expect(denied.map(({ needed }) => needed)).toEqual([
      'cognito-idp:GetUserPoolMfaConfig',
      'cognito-idp:ListGroups',
    ]);
    expect(codes(slice.findings)).toContain('CLIENT_NOT_FOUND');
  });

  test.each([
    ['a throttle', throttled()],
    ['too many requests', awsError('TooManyRequestsException', 429)],
    ['an internal error', awsError('InternalErrorException', 500)],
    ['a broken connection', connectionReset()],
    ['an unknown host', Object.assign(new Error('dns'), { code: 'ENOTFOUND' })],
  ])('Not to be read for now is AwsUnavailable: %s', async (_case, error) => {
    world.faults.fail('cognito-idp:DescribeUserPool', error);

    const validation = validate();

    await expect(validation).rejects.toMatchObject({ name: 'AwsUnavailable', cause: error });
  });

  test.each([
    ['CredentialsMissing', awsError('ExpiredTokenException', 400)],
    ['CredentialsMissing', awsError('CredentialsProviderError', 0)],
    ['AwsFault', awsError('InvalidParameterException', 400)],
  ])('What nobody can wait out is %s', async (name, error) => {
    world.faults.fail('cognito-idp:DescribeUserPool', error);

    const validation = validate();

    await expect(validation).rejects.toMatchObject({ name });
  });
});
