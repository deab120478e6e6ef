import type { WebAuthnFactorConfigurationType } from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { UserPoolClientType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { handler } from '../../functions/validate-user-pool.ts';
import { AccessDenied } from '../../src/contract/errors/caller-errors.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { nativeClientId, userPoolId } from '../support/builders/ids.ts';
import { aRequest } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

/** What Validate user pool makes of answers that are odd, or leave things out. */

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const validate = async (overrides: Parameters<typeof aRequest>[0] = {}) =>
  await handler(runData({ request: aRequest(overrides) }), {
    services: stackServices(),
  });
const answer = (action: keyof SampleAccount['userPools']['effects'], output: object) =>
  Object.assign(world.userPools.effects, { [action]: () => output });
const seed = () => {
  const seeded = world.userPools.pools.get(userPoolId);
  if (!seeded) throw new Error('There is no sample pool.');
  return seeded;
};
const change = (pool: Partial<UserPoolType>, client: Partial<UserPoolClientType> = {}) => {
  Object.assign(seed().pool, pool);
  Object.assign(seed().clients[0] ?? {}, client);
};

describe('An answer without what was asked for', () => {
  test('GEN2-11: A pool that the answer leaves out is not there', async () => {
    answer('DescribeUserPool', {});

    const { findings } = await validate();

    expect(codes(findings)).toEqual(['USER_POOL_NOT_FOUND']);
  });

  test('GEN2-12: A pool without a password policy has the one of Cognito', async () => {
    change({ Policies: {} });

    const { settings, findings } = await validate({ nativeClientId });

    expect(settings?.passwordPolicy).toMatchObject({ minLength: 8, symbols: false });
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_HAS_SECRET']);
  });

  test.each([
    ['GEN2-13: Without identity providers', 'ListIdentityProviders'],
    ['GEN2-14: Without groups', 'ListGroups'],
  ] as const)('%s there are none, and all is well', async (_case, action) => {
    answer(action, {});

    const { settings, findings } = await validate({ nativeClientId });

    expect(settings).toMatchObject({ userPoolId, groups: [] });
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_HAS_SECRET']);
  });

  test('GEN2-15: A client that the answer leaves out is not there, and never taken for one without a secret', async () => {
    answer('DescribeUserPoolClient', {});

    const { settings, findings } = await validate();

    expect(settings).toBeNull();
    expect(codes(findings)).toEqual(['CLIENT_NOT_FOUND']);
  });

  test('R-9: A hosted UI that is not stated is off, as one that is stated to be', async () => {
    const [web, native] = seed().clients;
    delete web?.AllowedOAuthFlowsUserPoolClient;

    const { settings, findings } = await validate({ nativeClientId });

    expect(native?.AllowedOAuthFlowsUserPoolClient).toBe(false);
    expect(settings?.web.hostedUi).toBe(false);
    expect(codes(findings)).toEqual(['NATIVE_CLIENT_HAS_SECRET']);
  });
});

describe('What the pool says reaches the settings', () => {
  test('V-2: TOTP counts when it is enabled, not when it is there', async () => {
    change({ MfaConfiguration: 'ON' });
    seed().mfa = {
      SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::1:role/Sms' } },
      SoftwareTokenMfaConfiguration: { Enabled: false },
    };

    const { settings } = await validate();

    expect(settings?.mfaMethods).toEqual(['SMS']);
  });

  test('Passkeys that count as both factors are a method of MFA', async () => {
    change({ MfaConfiguration: 'ON' });
    const codesWith = async (FactorConfiguration: WebAuthnFactorConfigurationType) => {
      seed().mfa = { WebAuthnConfiguration: { FactorConfiguration } };
      return codes((await validate()).findings);
    };

    expect(await codesWith('SINGLE_FACTOR')).toContain('MFA_WITHOUT_METHOD');
    expect(await codesWith('MULTI_FACTOR_WITH_USER_VERIFICATION')).not.toContain(
      'MFA_WITHOUT_METHOD',
    );
  });

  test('First factors, passkeys and triggers', async () => {
    const triggers = {
      DefineAuthChallenge: 'arn:d',
      CreateAuthChallenge: 'arn:c',
      VerifyAuthChallengeResponse: 'arn:v',
    };
    change(
      {
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
        LambdaConfig: triggers,
      },
      { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    );
    seed().mfa = { WebAuthnConfiguration: { RelyingPartyId: 'example.com' } };

    const { settings, findings } = await validate();

    expect(settings).toMatchObject({
      customAuth: false,
      passwordless: null,
    });
    expect(codes(findings)).toEqual(
      expect.arrayContaining(['PASSWORDLESS_FLOW_DISABLED', 'CUSTOM_AUTH_FLOW_DISABLED']),
    );

    change({}, { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_CUSTOM_AUTH'] });
    const allowed = await validate();

    expect(allowed.settings).toMatchObject({
      customAuth: true,
      passwordless: {
        webAuthn: { relyingPartyId: 'example.com', userVerification: 'preferred' },
      },
    });
  });
});

test('A role that cannot be assumed is one finding, whatever it was to read', async () => {
  const readRoleArn = 'arn:aws:iam::444455556666:role/CognitoReader';
  for (const action of Object.keys(world.userPools.effects)) {
    world.faults.fail(`cognito-idp:${action}`, new AccessDenied('sts:AssumeRole', readRoleArn));
  }

  const { findings } = await validate({ readRoleArn });

  expect(findings).toEqual([
    expect.objectContaining({ code: 'READ_ROLE_UNUSABLE', subject: readRoleArn }),
  ]);
});

test('S7c: A pool that is gone leaves the last published version as it is', async () => {
  const published = () =>
    [...(world.s3.buckets.get(configBucket)?.objects ?? [])].filter(([key]) =>
      key.startsWith('config/'),
    );
  await runOnce(fullRequest);
  const before = structuredClone(published());
  world.userPools.pools.clear();

  const { status, findings } = await runOnce(fullRequest);

  expect(status).toBe('refused');
  expect(codes(findings)).toContain('USER_POOL_NOT_FOUND');
  expect(before.length).toBeGreaterThan(3);
  expect(published()).toEqual(before);
});
