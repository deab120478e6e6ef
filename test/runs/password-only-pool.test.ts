import { describe, expect, test } from '@jest/globals';
import { awsWorld, configBucket } from '../support/aws-world/aws-world.ts';
import { runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';

const poolId = 'eu-west-1_Pw0nly001';
const clientId = '3weba1b2c3d4e5f6g7h8i9j0k1';
const request = { app: 'portal', env: 'prod', userPoolId: poolId, webClientId: clientId };

/** A pool as Terraform makes it, and nothing else in the account. */
function passwordOnlyAccount() {
  const world = awsWorld();
  world.userPools.pools.set(poolId, {
    pool: {
      Id: poolId,
      Name: 'portal',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      SchemaAttributes: ['sub', 'email', 'name'].map((Name) => ({ Name, Required: true })),
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
      MfaConfiguration: 'OPTIONAL',
    },
    clients: [{ UserPoolId: poolId, ClientId: clientId, ClientName: 'web' }],
    mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
    providers: [],
    groups: [],
  });
  seedBucket(world, configBucket);
  return world;
}

describe('S1: a team with a password-only pool made by Terraform, by the real handlers', () => {
  test('Its files are published, and IAM and identity pools are not asked at all', async () => {
    const world = passwordOnlyAccount();

    const { status } = await runOnce(request);

    const files = storedTexts(world);
    const asked = new Set(world.calls.map(({ service }) => service));
    expect(status).toBe('published');
    expect([...asked].filter((name) => name === 'iam' || name === 'cognito-identity')).toEqual([]);
    expect(JSON.parse(files['config/portal/prod/amplify_outputs.json'] ?? '')).toMatchObject({
      auth: {
        standard_required_attributes: ['email', 'name'],
        mfa_configuration: 'OPTIONAL',
        mfa_methods: ['TOTP'],
        password_policy: { min_length: 12 },
      },
    });
    expect(files['config/portal/prod/aws-exports.js']).toContain('"oauth": {},');
  });

  test('The second run writes no file', async () => {
    const world = passwordOnlyAccount();
    await runOnce(request);
    const files = storedTexts(world);
    world.forgetCalls();

    const { status } = await runOnce(request);

    const writes = world.calls.filter(({ action, input }) => {
      return action === 'PutObject' && String(input['Key']).startsWith('config/');
    });
    expect(status).toBe('unchanged');
    expect(writes).toEqual([]);
    expect(storedTexts(world)).toEqual(files);
  });
});
