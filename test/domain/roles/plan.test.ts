import { describe, expect, it } from '@jest/globals';
import { inlinePolicyLimit } from '../../../src/contract/quotas.ts';

import { sha256 } from '../../../src/domain/canonical.ts';
import { countedSize } from '../../../src/domain/iam/document.ts';
import { deliveredRoles } from '../../../src/domain/roles/delivered-roles.ts';
import { planRoles } from '../../../src/domain/roles/plan.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';
import { foundResources, home } from '../../support/builders/known-resources.ts';
import { rolePolicies } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';
import { grantsOf } from '../iam/policy-evaluator.ts';

const { roles: poolRoles } = identitySettings();
const granting = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['delete'] })) });
const stranger =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const resources = foundResources(granting.grants);
const desired =
  planRoles(granting, poolRoles, [rolePolicies()], aLinkItem(), resources).roles[0]?.after ?? '';

const planned = (
  { request = granting, item = aLinkItem(), roles = poolRoles } = {},
  ...readings: ReturnType<typeof rolePolicies>[]
) =>
  deliveredRoles(planRoles(request, roles, readings, item, foundResources(request.grants)), {
    request,
    item,
    rolePolicies: readings,
    committed: null,
  });
const standing = (document: string) => rolePolicies({ ours: found(document) });

describe('The plan of a role', () => {
  it('writes our policy on a role that has none', () => {
    const { roles, findings } = planned({}, rolePolicies());

    expect(findings).toEqual([]);
    expect(roles).toEqual([
      {
        role: authRoleArn,
        policyName: 'AmplifyImport-storefront.prod',
        before: null,
        after: desired,
        write: true,
        budget: { used: 0, need: countedSize(desired), limit: inlinePolicyLimit },
        foreign: [],
      },
    ]);
  });

  it('grants each role what its kind of user gets', () => {
    const both = aRequest({
      grants: storageGrants(aStorageGrant({ authenticated: ['delete'], guest: ['create'] })),
    });

    const { roles } = planned(
      { request: both },
      rolePolicies(),
      rolePolicies({ roleArn: guestRoleArn }),
    );

    const actions = roles.map(({ role, after }) => [
      role,
      [...new Set(grantsOf(JSON.parse(after ?? '')).map(({ action }) => action))],
    ]);
    expect(Object.fromEntries(actions)).toEqual({
      [authRoleArn]: ['s3:DeleteObject'],
      [guestRoleArn]: ['s3:PutObject'],
    });
  });

  it('joins several grants in one document', () => {
    const request = aRequest({
      grants: storageGrants(
        aStorageGrant({ bucket: 'bucket-one', authenticated: ['delete'] }),
        aStorageGrant({ bucket: 'bucket-two', authenticated: ['delete'] }),
      ),
    });

    const [role] = planned({ request }, rolePolicies()).roles;

    const grants = grantsOf(JSON.parse(role?.after ?? ''));
    const buckets = grants.map(({ resource }) => /:::([^/]+)/.exec(resource)?.[1]);
    expect(new Set(buckets)).toEqual(new Set(['bucket-one', 'bucket-two']));
  });

  it('names buckets in the partition of the role', () => {
    const arn = 'arn:aws-cn:iam::111122223333:role/Auth';
    const roles = [{ kind: 'authenticated' as const, arn, reach: 'everyone' as const }];

    const there = foundResources(granting.grants, { ...home, partition: 'aws-cn' });
    const readings = [rolePolicies({ roleArn: arn })];
    const [role] = planRoles(granting, roles, readings, aLinkItem(), there).roles;

    expect(role?.after).toContain('arn:aws-cn:s3:::storefront-uploads/');
    expect(role?.after).not.toContain('arn:aws:s3');
  });

  it('leaves a role out that has no policy of ours and gets none', () => {
    const { roles } = planned({ request: aRequest() }, rolePolicies());

    expect(roles).toEqual([]);
  });

  it('is in the order of the role ARNs, however they were read', () => {
    const both = aRequest({
      grants: storageGrants(aStorageGrant({ authenticated: ['read'], guest: ['read'] })),
    });
    const readings = [rolePolicies({ roleArn: guestRoleArn }), rolePolicies()];

    const one = planned({ request: both }, ...readings);
    const other = planned({ request: both }, ...readings.toReversed());

    expect(one).toEqual(other);
    expect(one.roles.map(({ role }) => role)).toEqual([guestRoleArn, authRoleArn].sort());
  });
});

describe('A policy of our name that stands already', () => {
  it('is no change when it is the desired one', () => {
    const { roles, findings } = planned({}, standing(desired));

    expect(findings).toEqual([]);
    expect(roles[0]).toMatchObject({ before: desired, after: desired });
  });

  it('is taken silently when it says the same in other words', () => {
    const { Version, Statement } = JSON.parse(desired);
    const otherWords = JSON.stringify({ Statement, Version }, null, 2);

    const { roles, findings } = planned({}, standing(otherWords));

    expect(findings).toEqual([]);
    expect(roles[0]).toMatchObject({ before: otherWords, after: otherWords });
  });

  it('is drift when nobody of ours wrote it, and the finding shows both', () => {
    const { roles, findings } = planned({}, standing(stranger));

    expect(roles[0]).toMatchObject({ before: stranger, after: desired });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'POLICY_DRIFT',
        severity: 'error',
        subject: authRoleArn,
        found: stranger,
        needed: desired,
        look: `aws iam get-role-policy --role-name CognitoAuth --policy-name ${policyName}`,
      }),
    ]);
  });

  it('is replaced without a word when the request adopts it', () => {
    const { roles, findings } = planned(
      { request: { ...granting, adopt: true } },
      standing(stranger),
    );

    expect(findings).toEqual([]);
    expect(roles[0]).toMatchObject({ before: stranger, after: desired });
  });

  it.each([
    ['the ledger', aLinkItem({ ledger: [aLedgerEntry(stranger)] })],
    [
      'an earlier write',
      aLinkItem({ ledger: [aLedgerEntry('x', { earlier: [sha256(stranger)] })] }),
    ],
    ['the before-image of an open intent', intending({ before: stranger, afterSha256: null })],
    [
      'what an open intent was to write',
      intending({ before: null, afterSha256: sha256(stranger) }),
    ],
  ])('is replaced without a word when it is known by %s', (_, item) => {
    const { roles, findings } = planned({ item }, standing(stranger));

    expect(findings).toEqual([]);
    expect(roles[0]).toMatchObject({ before: stranger, after: desired });
  });

  it('is drift when it is known of another role only', () => {
    const item = aLinkItem({ ledger: [aLedgerEntry(stranger, { roleArn: guestRoleArn })] });

    expect(codes(planned({ item }, standing(stranger)).findings)).toEqual(['POLICY_DRIFT']);
  });

  it('is removed when nothing is granted any more', () => {
    const item = aLinkItem({ ledger: [aLedgerEntry(desired)] });

    const { roles, findings } = planned({ item, request: aRequest() }, standing(desired));

    expect(findings).toEqual([]);
    expect(roles[0]).toMatchObject({ before: desired, after: null, budget: { need: 0 } });
  });

  it('is removed from a role that the identity pool no longer names', () => {
    const item = aLinkItem({ ledger: [aLedgerEntry(desired)] });

    const { roles } = planned({ item, roles: [] }, standing(desired));

    expect(roles).toEqual([expect.objectContaining({ before: desired, after: null })]);
  });

  it('is drift also when it would be removed', () => {
    const { findings } = planned({ request: aRequest() }, standing(stranger));

    expect(codes(findings)).toEqual(['POLICY_DRIFT']);
    expect(findings[0]).not.toHaveProperty('needed');
  });
});

function intending(documents: { before: string | null; afterSha256: string | null }) {
  const roles = [{ roleArn: authRoleArn, policyName, ...documents }];
  return aLinkItem({ intent: anIntent({ roles }) });
}
