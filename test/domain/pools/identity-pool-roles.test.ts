import { describe, expect, it } from '@jest/globals';

import { judgeIdentityPool } from '../../../src/domain/pools/identity-pool.ts';
import type { RoleDescription } from '../../../src/domain/readings.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import {
  aGuestRole,
  anAuthRole,
  identityPoolReadings,
  roleReadings,
  trustPolicy,
  trustStatement,
} from '../../support/builders/identity-pool.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

type Readings = Parameters<typeof identityPoolReadings>[0];
const judge = (readings: Readings = {}, request = aRequest()) =>
  judgeIdentityPool(request, userPoolSlice(), identityPoolReadings(readings), null);
/** The identity pool names this role for signed-in users, and IAM answers that. */
const withAuthRole = (
  arn: string,
  reading: Readonly<ReturnType<typeof found<RoleDescription>>> | typeof notFound,
  account: string | null = null,
) => ({
  poolRoles: found({ authenticated: arn, guest: guestRoleArn, mappings: [] }),
  roles: { ...roleReadings(aGuestRole()), [arn]: reading },
  account,
});
const inAccount = (account: string) => authRoleArn.replace('111122223333', account);

describe('The roles of an identity pool', () => {
  it.each([
    ['T-9, P-8', authRoleArn],
    ['T-10, P-8', 'arn:aws:iam::111122223333:role/CognitoAuth'],
    ['P-8', 'arn:aws:iam::111122223333:role/one/two/three/CognitoAuth'],
  ])('%s: are taken with any path: %s', (_, arn) => {
    const { settings, findings } = judge(withAuthRole(arn, found(anAuthRole({ arn }))));

    expect(findings).toEqual([]);
    expect(settings?.roles[0]).toEqual({ kind: 'authenticated', arn, reach: 'everyone' });
  });

  it('T-11: must be roles', () => {
    const arn = 'arn:aws:iam::111122223333:my-auth-role';

    const { settings, findings } = judge(withAuthRole(arn, notFound));

    expect(settings?.roles.map(({ kind }) => kind)).toEqual(['guest']);
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_NOT_FOUND',
        subject: arn,
        message: `${arn} is not the ARN of a role.`,
      }),
    ]);
  });

  it.each([
    ['is gone', notFound, 'no role of that name'],
    [
      'is another one of the same name',
      found(anAuthRole({ arn: 'arn:aws:iam::111122223333:role/CognitoAuth' })),
      'arn:aws:iam::111122223333:role/CognitoAuth',
    ],
  ])('W-6: are missed when one %s', (_, reading, what) => {
    const { findings } = judge(withAuthRole(authRoleArn, reading, '111122223333'));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_NOT_FOUND',
        subject: authRoleArn,
        message: `There is no role ${authRoleArn} in account 111122223333.`,
        found: what,
        needed: authRoleArn,
        look: 'aws iam get-role --role-name CognitoAuth',
      }),
    ]);
  });

  it.each([
    ['the account that was asked', notFound, '444455556666'],
    ['the role of that name', found(anAuthRole({ arn: inAccount('444455556666') })), null],
  ])('D-6, W-6: of another account are told by %s', (_, reading, account) => {
    const { findings } = judge({
      ...withAuthRole(authRoleArn, reading, account),
      ...(account && { roles: { [authRoleArn]: reading, [guestRoleArn]: notFound } }),
    });

    expect(findings[0]).toMatchObject({
      code: 'ROLE_OTHER_ACCOUNT',
      severity: 'error',
      subject: authRoleArn,
      found: 'account 111122223333',
      needed: 'account 444455556666',
    });
  });

  it('D-6: of another partition are told as well', () => {
    const arn = authRoleArn.replace('arn:aws:', 'arn:aws-cn:');

    const { findings } = judge(withAuthRole(arn, notFound, '111122223333'));

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_OTHER_ACCOUNT',
        found: 'account 111122223333 of the partition aws-cn',
        needed: 'account 111122223333',
      }),
    ]);
  });

  it('are only missed where nobody says which account was asked', () => {
    const { findings } = judge(withAuthRole(inAccount('444455556666'), notFound));

    expect(codes(findings)).toEqual(['ROLE_NOT_FOUND']);
  });

  it('must not belong to an AWS service, whatever else is wrong with one that does', () => {
    const path = '/aws-service-role/ops.apigateway.amazonaws.com/';
    const arn = `arn:aws:iam::111122223333:role${path}AWSServiceRoleForAPIGateway`;
    const role = anAuthRole({ arn, path, trustPolicy: 'nonsense' });

    const { findings } = judge(withAuthRole(arn, found(role)));

    expect(findings).toEqual([
      expect.objectContaining({ code: 'ROLE_SERVICE_LINKED', severity: 'error', subject: arn }),
    ]);
  });

  it('must differ between signed-in users and guests, and one that is shared is judged once', () => {
    const { findings } = judge({
      poolRoles: found({ authenticated: authRoleArn, guest: authRoleArn, mappings: [] }),
      roles: roleReadings(anAuthRole()),
    });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLES_NOT_DISTINCT',
        severity: 'error',
        message: `Guests and signed-in users share the role ${authRoleArn}, so guests would get every grant.`,
      }),
    ]);
  });

  it('are told by the denied action when one may not be read', () => {
    const roles = { ...roleReadings(aGuestRole()), [authRoleArn]: denied('iam:GetRole') };

    const { findings } = judge({ roles });

    expect(findings).toEqual([
      expect.objectContaining({ code: 'READ_DENIED', subject: authRoleArn, needed: 'iam:GetRole' }),
    ]);
  });

  it('W-6: are each judged by their own trust', () => {
    const swapped = roleReadings(
      anAuthRole({ trustPolicy: trustPolicy(trustStatement('unauthenticated')) }),
      aGuestRole({ trustPolicy: 'nonsense' }),
    );

    const { findings } = judge({ roles: swapped });

    expect(findings.every(({ code }) => code.startsWith('TRUST_'))).toBe(true);
    expect(new Set(findings.map(({ subject }) => subject))).toEqual(
      new Set([authRoleArn, guestRoleArn]),
    );
  });

  it('GEN2-8, GEN2-9: are those of the identity pool, so that no request can name others', () => {
    const request = aRequest();

    expect(Object.keys(request).filter((key) => /role/i.test(key))).toEqual([
      'rolePolicies',
      'readRoleArn',
    ]);
    expect(judge({}, request).settings?.roles.map(({ arn }) => arn)).toEqual([
      authRoleArn,
      guestRoleArn,
    ]);
  });
});

describe('Whether a role may be used for the app', () => {
  const judgeDeployed = (tags: Record<string, string>, allow: Record<string, string[]> = {}) =>
    judgeIdentityPool(
      aRequest({
        grants: storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] })),
      }),
      userPoolSlice(),
      identityPoolReadings({ roles: roleReadings(anAuthRole({ tags }), aGuestRole({ tags })) }),
      allow,
    ).findings;

  it('is its owner to say, and the finding has the command of the tag', () => {
    expect(judgeDeployed({ 'amplify-import': 'warehouse' })[0]).toMatchObject({
      code: 'RESOURCE_NOT_ALLOWED',
      subject: authRoleArn,
      message: `The owner of the role ${authRoleArn} has not allowed storefront to use it.`,
      found: 'warehouse',
      needed: 'amplify-import = storefront',
      command:
        "aws iam tag-role --role-name CognitoAuth --tags Key=amplify-import,Value='warehouse storefront'",
    });
    expect(codes(judgeDeployed({}))).toEqual(['RESOURCE_NOT_ALLOWED', 'RESOURCE_NOT_ALLOWED']);
  });

  it('is said by the tag or by the list of the stack', () => {
    expect(judgeDeployed({ 'amplify-import': 'storefront' })).toEqual([]);
    expect(judgeDeployed({}, { storefront: ['arn:aws:iam::111122223333:role/*'] })).toEqual([]);
  });

  it('is not asked in process', () => {
    expect(judge().findings).toEqual([]);
  });
});
