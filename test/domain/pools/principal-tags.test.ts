import { describe, expect, it } from '@jest/globals';

import { principalTagFindings, sessionTagsOf } from '../../../src/domain/pools/principal-tags.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { groupRoleArn } from '../../support/builders/groups.ts';
import { authRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import {
  anAuthRole,
  identityPoolReadings,
  trustPolicy,
  trustStatement,
} from '../../support/builders/identity-pool.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { mendedBy } from '../../support/builders/trust.ts';

const request = { ...aRequest(), identityPoolId };
const judge = (tags: Readonly<Record<string, string>>, writable?: string[]) =>
  principalTagFindings(
    request,
    writable ? { writable } : {},
    identityPoolReadings({ principalTags: found(tags) }),
  );

describe('Principal tags that users may write themselves', () => {
  it('are a warning that names the tags and their claims', () => {
    expect(judge({ tenant: 'profile', user: 'sub' })).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_WRITABLE',
        severity: 'warning',
        subject: identityPoolId,
        found: 'profile',
      }),
    ]);
  });

  it.each([
    ['of an attribute that no client may write', { tenant: 'profile' }, ['email']],
    ['of a custom one that no client lists', { plan: 'custom:plan' }, undefined],
    ['of what Cognito writes itself', { user: 'sub', client: 'aud' }, undefined],
  ])('are none %s', (_, tags, writable) => {
    expect(judge(tags, writable)).toEqual([]);
  });
});

describe('Default principal tags of which none is listed', () => {
  it('are unknown, which is told with the roles of users that do not allow any', () => {
    const handed = groupRoleArn('staff');
    const readings = identityPoolReadings({
      principalTags: found('unlisted defaults'),
      handedRoles: { [handed]: found(anAuthRole({ arn: handed })) },
    });

    expect(sessionTagsOf(readings)).toEqual({});
    expect(principalTagFindings(request, {}, readings)).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_UNKNOWN',
        severity: 'warning',
        subject: identityPoolId,
        facts: expect.objectContaining({ roles: [authRoleArn, handed] }),
      }),
    ]);
  });
});

describe('Principal tags that could not be read', () => {
  it('are said to be not judged', () => {
    const action = 'cognito-identity:GetPrincipalTagAttributeMap';
    const principalTags = { status: 'denied', action } as const;

    expect(principalTagFindings(request, {}, identityPoolReadings({ principalTags }))).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_NOT_JUDGED',
        severity: 'info',
        needed: action,
      }),
    ]);
    expect(principalTagFindings(request, {}, identityPoolReadings())).toEqual([]);
  });
});

describe('A role of users whose sessions are tagged', () => {
  const users = { provider: null, guestsAllowed: true, sessionTags: { team: 'custom:team' } };
  const role = { kind: 'authenticated', arn: authRoleArn } as const;
  const plain = trustPolicy(trustStatement('authenticated'));

  it('must allow it', () => {
    expect(judgeTrust(plain, role, identityPoolId, users)).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION',
        severity: 'error',
        subject: authRoleArn,
        needed: expect.stringContaining('sts:TagSession'),
      }),
    ]);
  });

  it('is right by the policy that is printed', () => {
    const [told] = judgeTrust(plain, role, identityPoolId, users);

    expect(judgeTrust(mendedBy(told), role, identityPoolId, users)).toEqual([]);
  });

  it('is right as it is where there are no tags', () => {
    const untagged = { ...users, sessionTags: {} };

    expect(judgeTrust(plain, role, identityPoolId, untagged)).toEqual([]);
  });
});
