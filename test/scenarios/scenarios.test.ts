import { describe, expect, it } from '@jest/globals';

import { manifestSchema } from '../../src/contract/manifest.ts';
import { recordPlan } from '../../src/domain/roles/record.ts';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import { countErrors } from '../../src/domain/findings/severity.ts';
import { countChanges } from '../../src/domain/plan/make-plan.ts';
import { nativePaths } from '../support/native-golden.ts';
import { codes } from '../support/builders/codes.ts';
import {
  authRoleArn,
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import {
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
} from '../support/builders/identity-pool.ts';
import { aLinkItem } from '../support/builders/link.ts';
import { rolePolicies } from '../support/builders/plan.ts';
import { found } from '../support/builders/readings.ts';
import { bucketReading } from '../support/builders/resources.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import {
  aNativeClient,
  aUserPool,
  aWebClient,
  clientReadings,
  userPoolReadings,
} from '../support/builders/user-pool.ts';
import { planImport, type World } from '../support/import-plan.ts';
import { authSection } from '../domain/config/native/read-native.ts';
import { readFiles } from '../domain/config/read-files.ts';

/** The acceptance scenarios of the research on users' needs, as far as rules decide them. */

describe('S1: a team with a password-only pool made by Terraform', () => {
  const id = 'eu-west-1_Pw0nly001';
  const request = aRequest({ userPoolId: id, identityPoolId: null });
  const { passwordPolicy } = aUserPool();
  const world: World = {
    userPool: userPoolReadings({
      pool: found(
        aUserPool({
          id,
          requiredAttributes: ['email', 'name'],
          passwordPolicy: { ...passwordPolicy, minLength: 12 },
          mfa: 'OPTIONAL',
        }),
      ),
      clients: clientReadings(aWebClient({ userPoolId: id })),
      mfa: found({ sms: false, totp: true, email: false, webAuthn: null }),
    }),
    identityPool: null,
  };
  const plan = planImport(request, world);
  const { outputs, exports } = readFiles(plan.files);

  it('succeeds without touching a role', () => {
    expect(codes(plan.findings)).toEqual(['NATIVE_CLIENT_DEFAULTED', 'USER_POOL_ONLY']);
    expect(countErrors(plan.findings)).toBe(0);
    expect(plan.roles).toEqual([]);
  });

  it('has valid outputs without OAuth and identity pool', () => {
    expect(outputs.auth).toEqual({
      aws_region: 'eu-west-1',
      user_pool_id: id,
      user_pool_client_id: webClientId,
      username_attributes: ['email'],
      standard_required_attributes: ['email', 'name'],
      user_verification_types: ['email'],
      mfa_configuration: 'OPTIONAL',
      mfa_methods: ['TOTP'],
      password_policy: {
        min_length: 12,
        require_lowercase: true,
        require_uppercase: true,
        require_numbers: true,
        require_symbols: true,
      },
      unauthenticated_identities_enabled: false,
    });
  });

  it('has exports with the same ids and an empty OAuth block', () => {
    expect(exports).toMatchObject({
      aws_project_region: 'eu-west-1',
      aws_user_pools_id: id,
      aws_user_pools_web_client_id: webClientId,
      aws_cognito_mfa_configuration: 'OPTIONAL',
      oauth: {},
    });
    expect(exports).not.toHaveProperty('aws_cognito_identity_pool_id');
  });

  it('has nothing to do the second time, with the same hash of its content', () => {
    const published = {
      manifest: manifestSchema().parse(JSON.parse(plan.manifest ?? '')),
      manifestEtag: '"1"',
      currentCopies: Object.fromEntries(plan.files.map(({ path, content }) => [path, content])),
    };
    const item = recordPlan(aLinkItem(), plan);

    const second = planImport(request, { ...world, item, published });

    expect(countChanges(second, item)).toBe(0);
    expect(second.files.map(({ sha256 }) => sha256)).toEqual(
      plan.files.map(({ sha256 }) => sha256),
    );
  });
});

describe('S3: a team with web and native clients that differ', () => {
  const web = aWebClient({
    hostedUi: true,
    providers: ['COGNITO'],
    flows: ['code'],
    scopes: ['openid', 'email'],
    callbackUrls: ['https://app.example.com/'],
    logoutUrls: ['https://app.example.com/'],
  });
  const native = aNativeClient({
    ...web,
    id: nativeClientId,
    name: 'native',
    scopes: ['openid'],
    callbackUrls: ['myapp://callback/'],
    logoutUrls: ['myapp://signout/'],
  });
  const planWith = (...clients: Parameters<typeof clientReadings>) =>
    planImport(aRequest({ nativeClientId }), {
      userPool: userPoolReadings({
        pool: found(aUserPool({ prefixDomain: 'shop' })),
        clients: clientReadings(...clients),
      }),
      identityPool: identityPoolReadings(),
    });

  it('succeeds, and that they differ is no more than information', () => {
    const { findings } = planWith(web, native);

    expect(codes(findings)).toEqual([
      'OAUTH_NO_USER_API',
      'OAUTH_NO_USER_API',
      'OAUTH_CLIENTS_DIFFER',
    ]);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it("publishes the web client's id, URLs and scopes for JavaScript", () => {
    const { outputs, exports } = readFiles(planWith(web, native).files);

    expect(exports).toMatchObject({
      aws_user_pools_web_client_id: webClientId,
      oauth: {
        domain: 'shop.auth.eu-west-1.amazoncognito.com',
        scope: ['email', 'openid'],
        redirectSignIn: 'https://app.example.com/',
        redirectSignOut: 'https://app.example.com/',
        responseType: 'code',
      },
    });
    expect(outputs.auth).toMatchObject({
      user_pool_client_id: webClientId,
      oauth: { redirect_sign_in_uri: ['https://app.example.com/'], scopes: ['email', 'openid'] },
    });
    expect(JSON.stringify([outputs, exports])).not.toContain('myapp://');
  });

  it.each(nativePaths)("publishes the native client's id, URLs and scopes in %s", (path) => {
    const { files } = planWith(web, native);
    const text = files.find((file) => file.path === path)?.content ?? '';

    expect(authSection(path, text)).toMatchObject({
      CognitoUserPool: { Default: { AppClientId: nativeClientId } },
      Auth: {
        Default: {
          OAuth: {
            AppClientId: nativeClientId,
            SignInRedirectURI: 'myapp://callback/',
            SignOutRedirectURI: 'myapp://signout/',
            Scopes: ['openid'],
          },
        },
      },
    });
    expect(text).not.toContain(webClientId);
    expect(text).not.toContain('https://app.example.com/');
  });

  it('S3b: allows a native client with a secret, with a warning', () => {
    const plan = planWith(web, { ...native, hasSecret: true });

    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'NATIVE_CLIENT_HAS_SECRET', severity: 'warning' }),
    );
    expect(countErrors(plan.findings)).toBe(0);
    expect(plan.files).toEqual(planWith(web, native).files);
  });

  it('S3c: refuses a web client with a secret, and renders nothing', () => {
    const plan = planWith({ ...web, hasSecret: true }, native);

    expect(codes(plan.findings)).toEqual(['WEB_CLIENT_HAS_SECRET', 'OAUTH_NO_USER_API']);
    expect(countErrors(plan.findings)).toBe(1);
    expect(plan.files).toEqual([]);
  });
});

describe('S4: a team with no guest access', () => {
  const bucket = 'acme-uploads-prod';
  const request = aRequest({
    grants: storageGrants(
      aStorageGrant({ bucket, authenticated: ['create', 'read', 'update', 'delete'] }),
    ),
  });
  const world: World = {
    userPool: userPoolReadings(),
    identityPool: identityPoolReadings({
      pool: found(anIdentityPool({ guestsAllowed: false })),
      poolRoles: found({ authenticated: authRoleArn, guest: null, mappings: [] }),
      roles: roleReadings(anAuthRole()),
    }),
    rolePolicies: [rolePolicies()],
    resources: bucketReading(bucket),
  };
  const withGuestGrant = aRequest({
    grants: storageGrants(aStorageGrant({ bucket, guest: ['read'] })),
  });

  it('succeeds with one policy, on the role for signed-in users', () => {
    const plan = planImport(request, world);

    const [role, ...others] = plan.roles;
    const context = { 'cognito-identity.amazonaws.com:sub': 'me' };
    const mayPut = (key: string) =>
      isAllowed([role?.after ?? ''], {
        action: 's3:PutObject',
        resource: `arn:aws:s3:::${bucket}/${key}`,
        context,
      });
    expect(countErrors(plan.findings)).toBe(0);
    expect(others).toEqual([]);
    expect(role?.role).toBe(authRoleArn);
    for (const key of ['public/a', 'protected/me/a', 'private/me/a'])
      expect(mayPut(key)).toBe(true);
    for (const key of ['protected/you/a', 'private/you/a', 'a']) expect(mayPut(key)).toBe(false);
  });

  it('says in the config that guests may not come in', () => {
    const { outputs } = readFiles(planImport(request, world).files);

    expect(outputs.auth).toMatchObject({
      user_pool_id: userPoolId,
      identity_pool_id: identityPoolId,
      unauthenticated_identities_enabled: false,
    });
  });

  it('S4b: refuses a guest grant, because there is no guest role', () => {
    const plan = planImport(withGuestGrant, world);

    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'GUEST_GRANT_WITHOUT_GUEST_ROLE', severity: 'error' }),
    );
  });

  it('S4c: warns that a guest grant is dormant while the pool admits no guests', () => {
    const pool = found(anIdentityPool({ guestsAllowed: false }));

    const plan = planImport(withGuestGrant, {
      ...world,
      identityPool: identityPoolReadings({ pool }),
    });

    expect(countErrors(plan.findings)).toBe(0);
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'GUEST_GRANT_DORMANT', severity: 'warning' }),
    );
  });
});
