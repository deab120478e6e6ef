import { describe, expect, it } from '@jest/globals';

import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  nativeClientId,
  providerName,
  webClientId,
} from '../../support/builders/ids.ts';
import { anIdentityPool, identityPoolReadings } from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

type Readings = Parameters<typeof identityPoolReadings>[0];
const judge = (readings: Readings = {}, request = aRequest(), clients = [webClientId]) =>
  judgeIdentityPool(request, userPoolSlice({ clients }), identityPoolReadings(readings), null);
const withPool = (pool: Parameters<typeof anIdentityPool>[0]) => ({
  pool: found(anIdentityPool(pool)),
});
const provider = (name: string, clientId: string) => ({
  name,
  clientId,
  serverSideTokenCheck: false,
});

describe('The settings of an identity pool', () => {
  it('hold its roles by kind, and no finding when all is as it should be', () => {
    const { settings, findings } = judge();

    expect(findings).toEqual([]);
    expect(settings).toEqual({
      identityPoolId,
      region: 'eu-west-1',
      guestsAllowed: true,
      socialLogins: false,
      roles: [
        { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
        { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
      ],
    });
  });

  it.each([
    [['accounts.google.com'], true],
    [['graph.facebook.com', 'api.twitter.com'], true],
    [['api.twitter.com'], false],
    [[], false],
  ])('with the login providers %j say social logins: %s', (loginProviders, socialLogins) => {
    expect(judge(withPool({ loginProviders })).settings?.socialLogins).toBe(socialLogins);
  });

  it.each([
    ['is not there', { pool: notFound, poolRoles: notFound, roles: {} }],
    ['is not there for its roles', { poolRoles: notFound, roles: {} }],
  ])('are none when the pool %s', (_, readings) => {
    const { settings, findings } = judge(readings);

    expect(settings).toBeNull();
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_NOT_FOUND',
        subject: identityPoolId,
        command: 'aws cognito-identity list-identity-pools --region eu-west-1 --max-results 60',
      }),
    ]);
  });

  it('are none when AWS denies the reads, and every denied action is named', () => {
    const { settings, findings } = judge({
      pool: denied('cognito-identity:DescribeIdentityPool'),
      poolRoles: denied('cognito-identity:GetIdentityPoolRoles'),
      roles: {},
    });

    expect(settings).toBeNull();
    expect(findings.map(({ code, needed }) => [code, needed])).toEqual([
      ['READ_DENIED', 'cognito-identity:DescribeIdentityPool'],
      ['READ_DENIED', 'cognito-identity:GetIdentityPoolRoles'],
    ]);
  });
});

describe('The pairing with the app clients', () => {
  it.each([
    ['another client of the pool', [provider(providerName, 'other')]],
    ['another pool of the same region', [provider(`${providerName}x`, webClientId)]],
    [
      'the same pool id in another region',
      [provider(providerName.replaceAll('eu-west-1', 'eu-west-2'), webClientId)],
    ],
    ['the pool id as the end of a longer name', [provider(`x${providerName}`, webClientId)]],
  ])('is exact: %s does not count', (_, providers) => {
    const { findings } = judge(withPool({ providers }));

    const [only] = providers;
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_CLIENT_MISMATCH',
        found: `${only?.name}:${only?.clientId}`,
        needed: `${providerName}:${webClientId}`,
      }),
    ]);
  });

  it('is needed of every published client, and lists what is missing', () => {
    const clients = [webClientId, nativeClientId];

    const { findings } = judge(withPool({ providers: [] }), aRequest(), clients);

    expect(findings).toEqual([
      expect.objectContaining({
        found: 'no user pool at all',
        needed: `${providerName}:${webClientId}, ${providerName}:${nativeClientId}`,
      }),
    ]);
  });

  it('is mended by a command that keeps the other providers and survives a name with blanks', () => {
    const pool = { name: 'store front', providers: [provider('other', 'x')], guestsAllowed: false };

    const [mismatch] = judge(withPool(pool)).findings;

    expect(mismatch?.command).toBe(
      `aws cognito-identity update-identity-pool --region eu-west-1 --identity-pool-id ${identityPoolId}` +
        ` --identity-pool-name 'store front' --no-allow-unauthenticated-identities` +
        ` --cognito-identity-providers ProviderName=other,ClientId=x ProviderName=${providerName},ClientId=${webClientId}`,
    );
  });
});
