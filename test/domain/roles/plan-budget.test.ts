import { describe, expect, it } from '@jest/globals';
import { inlinePolicyLimit } from '../../../src/contract/quotas.ts';

import { countedSize } from '../../../src/domain/iam/document.ts';
import { deliveredRoles } from '../../../src/domain/roles/delivered-roles.ts';
import { planRoles } from '../../../src/domain/roles/plan.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem } from '../../support/builders/link.ts';
import { foundResources } from '../../support/builders/known-resources.ts';
import { rolePolicies } from '../../support/builders/plan.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';

const { roles: poolRoles } = identitySettings();
const granting = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['delete'] })) });
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

describe('The policy budget of a role', () => {
  const foreign = (...sizes: number[]) =>
    rolePolicies({ foreign: found(sizes.map((size, index) => ({ name: `p${index}`, size }))) });
  const need = countedSize(desired);

  it('counts the policies of everybody else', () => {
    const [role] = planned({}, foreign(100, 23)).roles;

    expect(role).toMatchObject({
      budget: { used: 123, need, limit: 10_240 },
      foreign: [
        { name: 'p0', size: 100 },
        { name: 'p1', size: 23 },
      ],
    });
  });

  it.each([
    ['may be used up', inlinePolicyLimit - need, []],
    [
      'may not be exceeded by one character',
      inlinePolicyLimit - need + 1,
      ['POLICY_BUDGET_EXCEEDED'],
    ],
  ])('%s', (_, size, expected) => {
    expect(codes(planned({}, foreign(size)).findings)).toEqual(expected);
  });

  it('says used, needed and allowed', () => {
    const [finding] = planned({}, foreign(inlinePolicyLimit)).findings;

    expect(finding).toMatchObject({
      message: `The inline policies of ${authRoleArn} would come to ${inlinePolicyLimit + need} characters without white space, ${need} more than IAM allows.`,
      found: `10240 characters of other policies and ${need} of ours`,
      needed: 'at most 10240 characters together, of which 0 are left',
      resolution: expect.stringContaining('"rolePolicies": "emit"'),
      look: 'aws iam list-role-policies --role-name CognitoAuth',
    });
  });

  it('W-22: never makes a document wider: it is the same however little room is left', () => {
    const documents = [0, 8_400, inlinePolicyLimit].map(
      (size) => planned({}, foreign(size)).roles[0]?.after,
    );

    expect(documents).toEqual([desired, desired, desired]);
  });

  it('is no matter when our policy goes away', () => {
    const item = aLinkItem({ ledger: [aLedgerEntry(desired)] });
    const full = { ...foreign(inlinePolicyLimit + 1), ours: found(desired) };

    expect(planned({ item, request: aRequest() }, full).findings).toEqual([]);
  });
});

describe('A role whose policies AWS does not show', () => {
  it('is left out of the plan, with every denied action', () => {
    const { roles, findings } = planned(
      {},
      rolePolicies({ ours: denied('iam:GetRolePolicy'), foreign: denied('iam:ListRolePolicies') }),
    );

    expect(roles).toEqual([]);
    expect(findings.map(({ code, needed }) => [code, needed])).toEqual([
      ['READ_DENIED', 'iam:GetRolePolicy'],
      ['READ_DENIED', 'iam:ListRolePolicies'],
    ]);
  });

  it('is nothing to do when the role is gone', () => {
    const item = aLinkItem({ ledger: [aLedgerEntry(desired)] });
    const gone = rolePolicies({ ours: notFound, foreign: notFound });

    expect(planned({ item, roles: [] }, gone)).toEqual({
      roles: [],
      otherRoles: [{ role: authRoleArn, foreign: [] }],
      findings: [],
      findingsIfAccepted: [],
      restoredFirst: [],
    });
  });
});
