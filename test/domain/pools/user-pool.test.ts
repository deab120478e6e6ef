import { describe, expect, it } from '@jest/globals';

import { judgeUserPool } from '../../../src/domain/pools/user-pool.ts';
import { codes } from '../../support/builders/codes.ts';
import { nativeClientId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import {
  aNativeClient,
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../../support/builders/user-pool.ts';

const readRoleArn = 'arn:aws:iam::444455556666:role/CognitoReader';
const nothing = userPoolReadings({
  pool: notFound,
  clients: [],
  clientList: notFound,
  mfa: notFound,
  identityProviders: notFound,
  groups: notFound,
});

describe('The judgement of a user pool', () => {
  it('has nothing to say of a pool that is as it should be', () => {
    const readings = userPoolReadings({ clients: clientReadings(aWebClient(), aNativeClient()) });

    const slice = judgeUserPool(aRequest({ nativeClientId }), readings);

    expect(slice.findings).toEqual([]);
    expect(slice.clients).toEqual([webClientId, nativeClientId]);
  });

  it('says that nobody gets AWS credentials without an identity pool', () => {
    const { settings, findings } = judgeUserPool(
      aRequest({ identityPoolId: null }),
      userPoolReadings(),
    );

    expect(settings).not.toBeNull();
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'USER_POOL_ONLY', severity: 'info', subject: userPoolId }),
    );
  });

  it('names the groups that grants name, with their roles', () => {
    const admins = { name: 'admins', precedence: 1, roleArn: 'arn:aws:iam::1:role/Admins' };
    const grants = storageGrants(aStorageGrant({ groups: { admins: ['read'], nobody: ['read'] } }));

    const slice = judgeUserPool(
      aRequest({ grants }),
      userPoolReadings({ groups: found([admins]) }),
    );

    expect(slice.grantedGroups).toEqual([{ name: 'admins', roleArn: admins.roleArn }]);
    expect(codes(slice.findings)).toContain('GROUP_NOT_FOUND');
  });
});

describe('A user pool that is not there', () => {
  it.each([
    ['111122223333', 'account 111122223333'],
    [null, 'the account of the run'],
  ])('D-6: is missed in its region of account %s, with the way to another', (account, told) => {
    const slice = judgeUserPool(aRequest(), { ...nothing, account });

    expect(slice).toEqual({
      settings: null,
      clients: [],
      grantedGroups: [],
      groupsKnown: false,
      tokens: { updatedIssuer: null, rewritten: true },
      findings: [
        expect.objectContaining({
          code: 'USER_POOL_NOT_FOUND',
          severity: 'error',
          subject: userPoolId,
          message: `There is no user pool ${userPoolId} in eu-west-1 of ${told}.`,
          resolution: expect.stringContaining('`readRoleArn`'),
          look: 'aws cognito-idp list-user-pools --region eu-west-1 --max-results 60',
        }),
      ],
    });
  });

  it('is missed in the account of the role that reads', () => {
    const [finding] = judgeUserPool(aRequest({ readRoleArn }), {
      ...nothing,
      account: '444455556666',
    }).findings;

    expect(finding?.message).toContain('account 444455556666');
    expect(finding?.resolution).toContain(readRoleArn);
  });
});

describe('What AWS denied', () => {
  it('V-1: is each action once, with what to allow', () => {
    const readings = userPoolReadings({
      mfa: denied('cognito-idp:GetUserPoolMfaConfig'),
      groups: denied('cognito-idp:ListGroups'),
      identityProviders: denied('cognito-idp:ListIdentityProviders'),
      clientList: denied('cognito-idp:ListUserPoolClients'),
      clients: [
        { id: 'a', reading: denied('cognito-idp:DescribeUserPoolClient') },
        { id: 'b', reading: denied('cognito-idp:DescribeUserPoolClient') },
      ],
      providers: { Google: denied('cognito-idp:DescribeIdentityProvider') },
      namedGroups: { admins: denied('cognito-idp:GetGroup') },
    });

    const { findings } = judgeUserPool(aRequest({ webClientId: null }), readings);

    expect(findings.map(({ code, needed }) => [code, needed])).toEqual(
      [
        'cognito-idp:ListUserPoolClients',
        'cognito-idp:GetUserPoolMfaConfig',
        'cognito-idp:ListIdentityProviders',
        'cognito-idp:ListGroups',
        'cognito-idp:DescribeUserPoolClient',
        'cognito-idp:DescribeIdentityProvider',
        'cognito-idp:GetGroup',
      ].map((action) => ['READ_DENIED', action]),
    );
  });

  it('is one finding of the role that nobody may assume', () => {
    const unusable = denied('sts:AssumeRole');
    const readings = userPoolReadings({
      pool: unusable,
      mfa: unusable,
      groups: unusable,
      identityProviders: unusable,
      clients: [{ id: webClientId, reading: unusable }],
    });

    const slice = judgeUserPool(aRequest({ readRoleArn }), readings);

    expect(slice.clients).toEqual([webClientId]);
    expect(slice.findings).toEqual([
      expect.objectContaining({
        code: 'READ_ROLE_UNUSABLE',
        severity: 'error',
        subject: readRoleArn,
        look: `aws sts assume-role --role-arn ${readRoleArn} --role-session-name amplify-import --external-id amplify-import.storefront --query AssumedRoleUser.Arn`,
      }),
    ]);
  });
});

describe('Whatever is missing, the rest is still judged', () => {
  const bad = {
    pool: found(aUserPool({ aliasAttributes: ['email'], mfa: 'ON' })),
    groups: found([
      { name: 'a', precedence: 1, roleArn: 'arn:aws:iam::1:role/A' },
      { name: 'b', precedence: 1, roleArn: 'arn:aws:iam::1:role/B' },
    ]),
  } as const;
  const ofPool = ['ALIAS_ATTRIBUTES', 'MFA_WITHOUT_METHOD', 'GROUP_PRECEDENCE_TIED'];
  const native = aNativeClient({ ...hostedUi, authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] });
  const ofNative = ['NO_SIGN_IN_FLOW', 'OAUTH_NO_DOMAIN'];

  it.each([
    ['has a secret', found(aWebClient({ hasSecret: true })), 'WEB_CLIENT_HAS_SECRET', []],
    ['is not there', notFound, 'CLIENT_NOT_FOUND', []],
    ['was denied', denied('x:y'), 'READ_DENIED', [webClientId]],
  ])('when the web client %s', (_, reading, code, ids) => {
    const clients = [{ id: webClientId, reading }, ...clientReadings(native)];

    const slice = judgeUserPool(
      aRequest({ nativeClientId }),
      userPoolReadings({ ...bad, clients }),
    );

    expect(slice.settings).toBeNull();
    expect(slice.clients).toEqual([...ids, nativeClientId]);
    expect(codes(slice.findings)).toEqual(expect.arrayContaining([code, ...ofPool, ...ofNative]));
  });

  it('when the pool itself was denied', () => {
    const clients = clientReadings(aWebClient({ hasSecret: true }), native);
    const readings = userPoolReadings({ ...bad, pool: denied('x:y'), clients });

    const { findings } = judgeUserPool(aRequest({ nativeClientId }), readings);

    expect(codes(findings)).toEqual([
      'READ_DENIED',
      'WEB_CLIENT_HAS_SECRET',
      'SRP_DISABLED',
      'GROUP_PRECEDENCE_TIED',
    ]);
  });

  it('when MFA was denied, which is then not called incomplete', () => {
    const readings = userPoolReadings({ ...bad, mfa: denied('x:y') });

    const { findings } = judgeUserPool(aRequest(), readings);

    expect(codes(findings)).toContain('READ_DENIED');
    expect(codes(findings)).not.toContain('MFA_WITHOUT_METHOD');
  });
});

describe('What is true of both clients is told once', () => {
  /** Nothing stated: Cognito's default. */
  const allFlows = { authFlows: [] };
  const pool = found(aUserPool({ prefixDomain: 'shop', requiredAttributes: ['email', 'name'] }));
  const web = aWebClient({ ...hostedUi, authFlows: ['ALLOW_USER_SRP_AUTH'] });
  const providers = {
    Google: found({ name: 'Google', type: 'Google', mappedAttributes: ['email', 'name'] }),
  };

  it('when the web client serves native apps', () => {
    const readings = userPoolReadings({ pool, clients: clientReadings(web), providers });

    const { findings } = judgeUserPool(aRequest(), readings);

    expect(codes(findings)).toEqual(['NATIVE_CLIENT_DEFAULTED', 'REFRESH_DISABLED']);
  });

  it.each([
    ['auto', ['Google'], ['SOCIAL_ATTRIBUTE_NOT_WRITABLE']],
    [
      'auto',
      ['COGNITO', 'Google'],
      ['REQUIRED_ATTRIBUTE_NOT_WRITABLE', 'SOCIAL_ATTRIBUTE_NOT_WRITABLE'],
    ],
    ['off', ['Google'], ['REQUIRED_ATTRIBUTE_NOT_WRITABLE']],
  ] as const)(
    'of an attribute that is not writable with OAuth %s by %j',
    (oauth, offered, expected) => {
      const client = { ...web, ...allFlows, providers: offered, writeAttributes: ['email'] };
      const readings = userPoolReadings({ pool, clients: clientReadings(client), providers });

      const { findings } = judgeUserPool(
        aRequest({ oauth, nativeClientId: webClientId }),
        readings,
      );

      expect(codes(findings)).toEqual(expected);
    },
  );

  it.each([
    ['auto', ['OAUTH_CLIENTS_DIFFER']],
    ['off', []],
  ] as const)('that they differ is told with OAuth %s', (oauth, expected) => {
    const native = aNativeClient({
      ...web,
      ...allFlows,
      id: nativeClientId,
      flows: ['implicit', 'code'],
    });
    const clients = clientReadings({ ...web, ...allFlows }, native);
    const readings = userPoolReadings({ pool, clients, providers });

    const { findings } = judgeUserPool(aRequest({ oauth, nativeClientId }), readings);

    expect(codes(findings)).toEqual(expected);
  });
});
