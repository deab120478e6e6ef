import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { seededRandom } from '../support/aws-world/random.ts';
import { sampleAccount, seedBucket, seedRole } from '../support/aws-world/sample-account.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { everyCategory } from '../support/builders/grants.ts';
import { identityPoolId, providerName, userPoolId, webClientId } from '../support/builders/ids.ts';
import { runs } from '../support/counts.ts';

/** What AWS answers in another order is the same to an app: not a byte of its files may change. */

const groupRole = 'arn:aws:iam::111122223333:role/Admins';
const request = {
  ...fullRequest,
  grants: {
    ...everyCategory,
    rest: [
      {
        api: everyCategory.rest?.[0]?.api,
        stage: 'prod',
        paths: [{ path: '/products', authenticated: ['read'] }],
      },
    ],
  },
};

/** The sample account, with more than one of everything that an answer can list. */
function richAccount() {
  const world = sampleAccount();
  const seeded = world.userPools.pools.get(userPoolId);
  if (!seeded) throw new Error('The sample account has no pool.');
  Object.assign(seeded.pool, {
    Domain: 'storefront',
    UsernameAttributes: ['phone_number', 'email'],
    AutoVerifiedAttributes: ['phone_number', 'email'],
    MfaConfiguration: 'OPTIONAL',
    Policies: {
      ...seeded.pool.Policies,
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    },
  });
  seeded.mfa = {
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    EmailMfaConfiguration: {},
    WebAuthnConfiguration: { RelyingPartyId: 'app.example.com', UserVerification: 'required' },
  };
  seeded.providers = ['Google', 'Facebook'].map((name) => ({
    ProviderName: name,
    ProviderType: name as 'Google',
    AttributeMapping: { email: 'email' },
  }));
  seeded.groups = ['admins', 'staff', 'beta'].map((GroupName, index) => ({
    GroupName,
    Precedence: index,
    ...(GroupName === 'admins' && { RoleArn: groupRole }),
  }));
  Object.assign(seeded.clients.find(({ ClientId }) => ClientId === webClientId) ?? {}, {
    SupportedIdentityProviders: ['Google', 'COGNITO', 'Facebook'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['implicit', 'code'],
    AllowedOAuthScopes: ['openid', 'profile', 'email'],
    CallbackURLs: ['https://b.example.com/', 'https://a.example.com/'],
    LogoutURLs: ['https://b.example.com/bye', 'https://a.example.com/bye'],
  });
  Object.assign(world.identityPools.pools.get(identityPoolId) ?? {}, {
    roleMappings: {
      [`${providerName}:${webClientId}`]: {
        Type: 'Token',
        AmbiguousRoleResolution: 'AuthenticatedRole',
      },
    },
  });
  seedRole(world, groupRole, { trustPolicy: trustPolicy(trustStatement('authenticated')) });
  seedBucket(world, 'storefront-photos');
  return world;
}

/** The files, by an account whose answers come in an order of their own. */
async function publishedIn(seed: number | null) {
  const world = richAccount();
  if (seed !== null) world.reorderAnswers(seededRandom(seed));
  const { status, findings } = await runOnce(request);
  return {
    status,
    errors: findings.filter(({ severity }) => severity === 'error'),
    files: storedTexts(world),
  };
}

describe('Published files', () => {
  test('are the same bytes, whatever the order of keys and sets in the answers of AWS', async () => {
    const asSeeded = await publishedIn(null);

    expect(asSeeded.errors).toEqual([]);
    expect(Object.keys(asSeeded.files).length).toBeGreaterThan(6);
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        expect(await publishedIn(seed)).toEqual(asSeeded);
      }),
      runs(20),
    );
  });

  test('keep the order of URLs, which is that in which an app tries them', async () => {
    const { files } = await publishedIn(1);

    expect(files['config/storefront/prod/aws-exports.js']).toContain(
      '"redirectSignIn": "https://b.example.com/,https://a.example.com/"',
    );
  });
});
