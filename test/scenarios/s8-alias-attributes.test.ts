import { describe, expect, it } from '@jest/globals';
import { parseAmplifyConfig } from 'aws-amplify/utils';

import { codes } from '../support/builders/codes.ts';
import { found } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import {
  aUserPool,
  aWebClient,
  clientReadings,
  userPoolReadings,
} from '../support/builders/user-pool.ts';
import { readFiles } from '../domain/config/read-files.ts';
import { planImport } from '../support/import-plan.ts';

describe('S8: a team with alias attributes, and social login for other apps only', () => {
  const plan = planImport(aRequest({ identityPoolId: null }), {
    userPool: userPoolReadings({
      pool: found(
        aUserPool({
          usernameAttributes: [],
          aliasAttributes: ['email', 'preferred_username'],
          immutableAttributes: ['sub', 'email'],
        }),
      ),
      clients: clientReadings(aWebClient({ providers: ['COGNITO'] })),
      identityProviders: found([{ name: 'Google', type: 'Google' }]),
    }),
    identityPool: null,
  });
  const { outputs, exports } = readFiles(plan.files);

  it('GEN2-2: succeeds, and is told that an alias works as well', () => {
    expect(codes(plan.findings)).toEqual([
      'NATIVE_CLIENT_DEFAULTED',
      'ALIAS_ATTRIBUTES',
      'USER_POOL_ONLY',
    ]);
    expect(plan.findings[1]).toMatchObject({
      severity: 'info',
      found: 'email, preferred_username',
    });
  });

  it.each(['GEN2-3', 'GEN2-4', 'GEN2-5'])(
    "%s: is judged by the providers of its client, not by the pool's",
    () => {
      expect(plan.findings.map(({ severity }) => severity)).toEqual(['info', 'info', 'info']);
      expect(outputs.auth).not.toHaveProperty('oauth');
      expect(exports['oauth']).toEqual({});
    },
  );

  it('signs in by username, for which the outputs name no attribute', () => {
    expect(outputs.auth.username_attributes).toEqual([]);
  });

  it('is asked for a username by the Authenticator, whichever file it reads', () => {
    for (const file of [outputs, exports]) {
      const { email, phone } = parseAmplifyConfig(file).Auth?.Cognito.loginWith ?? {};

      expect({ email, phone }).toEqual({ email: false, phone: false });
    }
  });
});
