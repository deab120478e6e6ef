import { describe, expect, test } from '@jest/globals';
import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import { publishedPaths } from '../../src/domain/config/files.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { roleAt, sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

/** The incumbent's own cases of an import, each with what must come of it here. */

const { grants: _grants, ...bothPools } = fullRequest;
const { identityPoolId: _identityPoolId, ...userPoolOnly } = bothPools;
const exportsOf = (world: AwsWorld) => storedTexts(world)['config/storefront/prod/aws-exports.js'];
const clientsOf = (world: AwsWorld): UserPoolClientType[] =>
  world.userPools.pools.get(userPoolId)?.clients ?? [];

/** Every client that offers sign-in through the hosted UI, as the end-to-end tests make them. */
function withHostedUi(world: AwsWorld): void {
  for (const client of clientsOf(world)) {
    Object.assign(client, {
      SupportedIdentityProviders: ['COGNITO'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['aws.cognito.signin.user.admin', 'email', 'openid', 'phone', 'profile'],
      CallbackURLs: ['https://sin1/', 'https://sin2/'],
      LogoutURLs: ['https://sout1/', 'https://sout2/'],
    });
  }
  const seeded = world.userPools.pools.get(userPoolId);
  if (seeded) seeded.pool.Domain = 'oadom';
}

describe('What an import asks of Cognito', () => {
  test('T-1: exactly the named resources, once each, whatever else there is', async () => {
    const world = sampleAccount();

    await runOnce({ ...bothPools, nativeClientId });

    const asked = world.calls
      .filter(({ service }) => service.startsWith('cognito-'))
      .map(({ action, input: { UserPoolId, ClientId, IdentityPoolId } }) => [
        action,
        ClientId ?? UserPoolId ?? IdentityPoolId,
      ]);
    expect(asked.toSorted()).toEqual([
      ['DescribeIdentityPool', identityPoolId],
      ['DescribeUserPool', userPoolId],
      ['DescribeUserPoolClient', webClientId],
      ['DescribeUserPoolClient', nativeClientId],
      ['GetIdentityPoolRoles', identityPoolId],
      ['GetPrincipalTagAttributeMap', identityPoolId],
      ['GetUserPoolMfaConfig', userPoolId],
      ['ListGroups', userPoolId],
      ['ListIdentityProviders', userPoolId],
      ['ListUserPoolClientSecrets', webClientId],
    ]);
  });

  test('DOC-9, W-17: only reads; and on the roles nothing is written but the policy of the link', async () => {
    const world = sampleAccount();

    await runOnce(fullRequest);

    const writes = world.calls.filter(({ service }) => service === 'iam');
    const cognito = world.calls.filter(({ service }) => service.startsWith('cognito-'));
    const put = writes.filter(({ action }) => !/^(Get|List)/.test(action));
    expect(cognito.filter(({ action }) => !/^(Describe|Get|List)/.test(action))).toEqual([]);
    expect(put.map(({ action, input }) => [action, input['PolicyName']])).toEqual([
      ['PutRolePolicy', policyName],
      ['PutRolePolicy', policyName],
    ]);
    expect(
      linkItemOf(world)
        ?.ledger.map(({ roleArn }) => roleArn)
        .toSorted(),
    ).toEqual([authRoleArn, guestRoleArn].toSorted());
  });
});

describe('Pools that fit', () => {
  test('E-17, T-13, S-3: a user pool alone is published without identity pool or role', async () => {
    const world = sampleAccount();

    const result = await runOnce({ ...userPoolOnly, nativeClientId });

    expect(result).toMatchObject({ status: 'published', plan: { roles: [] } });
    expect(exportsOf(world)).toContain(userPoolId);
    expect(exportsOf(world)).not.toContain('identity_pool');
    expect(world.calls.filter(({ service }) => service === 'iam')).toEqual([]);
  });

  test('E-18, T-12, S-3: with an identity pool both are published, and both roles are known', async () => {
    const world = sampleAccount();

    const result = await runOnce({ ...fullRequest, nativeClientId });

    expect(result.status).toBe('published');
    expect(exportsOf(world)).toContain(identityPoolId);
    expect(result.plan?.roles.map(({ role }) => role).toSorted()).toEqual(
      [authRoleArn, guestRoleArn].toSorted(),
    );
  });

  test('DOC-8: the import itself publishes; nothing has to be pushed after it', async () => {
    const world = sampleAccount();

    const { published } = await runOnce(bothPools);

    expect(published?.files.map(({ key }) => key)).toEqual(
      publishedPaths.map((path) => `config/storefront/prod/${path}`),
    );
    for (const { key } of published?.files ?? []) expect(storedTexts(world)[key]).toBeTruthy();
  });

  test('E-11: what is granted to users and guests stands on their roles', async () => {
    const world = sampleAccount();

    const first = await runOnce(fullRequest);
    const second = await runOnce(fullRequest);

    const policies = policiesOf(world);
    expect([first.status, second.status]).toEqual(['published', 'unchanged']);
    expect(policies['CognitoAuth']?.[policyName]).toContain('s3:PutObject');
    expect(policies['CognitoGuest']?.[policyName]).toContain('s3:GetObject');
    expect(policies['CognitoGuest']?.[policyName]).not.toContain('s3:PutObject');
  });

  test('P-8, T-9, T-10: roles are found and written by name, with a path of any length or none', async () => {
    const world = sampleAccount();
    const deep = 'arn:aws:iam::111122223333:role/teams/storefront/service-role/DeepAuth';
    const { trustPolicy } = roleAt(world, authRoleArn);
    seedRole(world, deep, { trustPolicy });
    for (const seeded of world.identityPools.pools.values()) seeded.roles['authenticated'] = deep;

    const { status } = await runOnce(fullRequest);

    expect(status).toBe('published');
    expect(policiesOf(world)['DeepAuth']).toHaveProperty([policyName]);
    expect(policiesOf(world)['CognitoGuest']).toHaveProperty([policyName]);
  });

  test.each([
    ['E-15: with a secret', nativeClientId],
    ['E-16: without one', 'nosecret'],
  ])('A native client of its own is imported: %s', async (_case, id) => {
    const world = sampleAccount();
    clientsOf(world).push({ ClientId: 'nosecret', ClientName: 'plain', UserPoolId: userPoolId });
    withHostedUi(world);

    const result = await runOnce({ ...userPoolOnly, nativeClientId: id });

    const withSecret = codes(result.findings).includes('NATIVE_CLIENT_HAS_SECRET');
    expect(result.status).toBe('published');
    expect(withSecret).toBe(id === nativeClientId);
    expect(linkItemOf(world)?.request?.nativeClientId).toBe(id);
    expect(JSON.stringify([result, storedTexts(world, '')])).not.toContain(world.secret);
  });

  test('E-14, W-31: a pool of another region is imported from there', async () => {
    const world = sampleAccount();
    const seeded = world.userPools.pools.get(userPoolId);
    const elsewhere = 'us-east-1_Elsewhere1';
    if (seeded) world.userPools.pools.set(elsewhere, structuredClone(seeded));
    for (const client of world.userPools.pools.get(elsewhere)?.clients ?? [])
      client.UserPoolId = elsewhere;

    const result = await runOnce({ ...userPoolOnly, userPoolId: elsewhere });

    expect(result.status).toBe('published');
    expect(exportsOf(world)).toContain('"aws_cognito_region": "us-east-1"');
  });

  test('T-21: triggers of the pool, old ones too, are no obstacle', async () => {
    const world = sampleAccount();
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:trigger';
    const seeded = world.userPools.pools.get(userPoolId);
    // Whatever is taken for custom authentication would be missed in these flows.
    for (const client of clientsOf(world))
      client.ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
    const before = await runOnce(bothPools);
    if (seeded) seeded.pool.LambdaConfig = { PreSignUp: arn, PostConfirmation: arn };

    const result = await runOnce(bothPools);

    expect([before.status, result.status]).toEqual(['published', 'unchanged']);
    expect(result.findings).toEqual(before.findings);
  });

  test.each(['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'])(
    'T-21: one trigger of custom authentication, %s, is not taken for all three',
    async (trigger) => {
      const world = sampleAccount();
      const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:trigger';
      const seeded = world.userPools.pools.get(userPoolId);
      if (seeded) seeded.pool.LambdaConfig = { PreSignUp: arn, [trigger]: arn };

      const { status, findings } = await runOnce(bothPools);

      expect(status).toBe('published');
      expect(findings).toContainEqual(
        expect.objectContaining({ code: 'CUSTOM_AUTH_INCOMPLETE', found: trigger }),
      );
    },
  );

  test('T-21: all three triggers of custom authentication ask for its flow', async () => {
    const world = sampleAccount();
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:trigger';
    const seeded = world.userPools.pools.get(userPoolId);
    for (const client of clientsOf(world)) client.ExplicitAuthFlows = ['ALLOW_USER_SRP_AUTH'];
    if (seeded)
      seeded.pool.LambdaConfig = {
        DefineAuthChallenge: arn,
        CreateAuthChallenge: arn,
        VerifyAuthChallengeResponse: arn,
      };

    const { findings } = await runOnce(bothPools);

    expect(codes(findings)).toContain('CUSTOM_AUTH_FLOW_DISABLED');
    expect(codes(findings)).not.toContain('CUSTOM_AUTH_INCOMPLETE');
  });
});
