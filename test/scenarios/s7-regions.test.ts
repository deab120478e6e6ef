import { describe, expect, it } from '@jest/globals';

import { providerNameOf } from '../../src/domain/ids.ts';
import type { AppClientDescription, IdentityPoolReadings } from '../../src/domain/readings.ts';
import { countErrors } from '../../src/domain/findings/severity.ts';
import { codes } from '../support/builders/codes.ts';
import { authRoleArn, guestRoleArn, webClientId } from '../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
  trustPolicy,
  trustStatement,
} from '../support/builders/identity-pool.ts';
import { found } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import {
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../support/builders/user-pool.ts';
import { readFiles } from '../domain/config/read-files.ts';
import { planImport } from '../support/import-plan.ts';

const userPoolId = 'us-east-1_Home00001';
const identityPoolId = 'eu-west-1:aaaaaaaa-2222-4333-8444-555555555555';
const name = providerNameOf(userPoolId);

const trusts = (amr: 'authenticated' | 'unauthenticated') =>
  trustPolicy(
    trustStatement(amr, {
      Condition: {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      },
    }),
  );

function planWith(clientId: string, login: Partial<AppClientDescription> = {}) {
  const identityPool: IdentityPoolReadings = identityPoolReadings({
    pool: found(
      anIdentityPool({
        id: identityPoolId,
        providers: [{ name, clientId, serverSideTokenCheck: true }],
      }),
    ),
    poolRoles: found({ authenticated: authRoleArn, guest: guestRoleArn, mappings: [] }),
    roles: roleReadings(
      anAuthRole({ trustPolicy: trusts('authenticated') }),
      aGuestRole({ trustPolicy: trusts('unauthenticated') }),
    ),
  });
  return planImport(aRequest({ userPoolId, identityPoolId, nativeClientId: webClientId }), {
    userPool: userPoolReadings({
      pool: found(aUserPool({ id: userPoolId, prefixDomain: 'home' })),
      clients: clientReadings(aWebClient({ userPoolId, ...login })),
    }),
    identityPool,
  });
}

describe('S7: a team whose pool, identity pool and app live apart', () => {
  const plan = planWith(webClientId);

  it('succeeds, and is told that the pools lie apart', () => {
    expect(countErrors(plan.findings)).toBe(0);
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ code: 'IDENTITY_POOL_OTHER_REGION', severity: 'warning' }),
    );
  });

  it('gets files that name each in its own region', () => {
    const { outputs, exports } = readFiles(plan.files);

    expect(outputs.auth).toMatchObject({
      aws_region: 'us-east-1',
      identity_pool_id: identityPoolId,
    });
    expect(exports).toMatchObject({
      aws_project_region: 'us-east-1',
      aws_cognito_region: 'us-east-1',
      aws_cognito_identity_pool_id: identityPoolId,
    });
  });
});

describe('S7: the hosted UI of such a team', () => {
  it('is at the domain of the region of the user pool, in each file', () => {
    const domain = 'home.auth.us-east-1.amazoncognito.com';
    const login = { ...hostedUi, providers: ['COGNITO'] };

    const { outputs, exports, configuration } = readFiles(planWith(webClientId, login).files);

    expect(outputs.auth.oauth).toMatchObject({ domain });
    for (const file of [exports, configuration]) expect(file['oauth']).toMatchObject({ domain });
  });
});

describe('S7b: the identity pool knows another client', () => {
  it('W-7: is refused, with the provider that is there beside the one that is needed', () => {
    const { findings } = planWith('9otherclient');

    expect(codes(findings)).toContain('IDENTITY_POOL_CLIENT_MISMATCH');
    expect(findings.find(({ severity }) => severity === 'error')).toMatchObject({
      found: `${name}:9otherclient`,
      needed: `${name}:${webClientId}`,
      message: expect.stringContaining('with another client, 9otherclient'),
    });
  });
});
