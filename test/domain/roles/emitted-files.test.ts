import { describe, expect, it } from '@jest/globals';
import { deliveryOf } from '../../../src/domain/roles/deliveries.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { authRoleArn, bucketName } from '../../support/builders/ids.ts';
import { policyName } from '../../support/builders/link.ts';
import { aPlan, aRoleChange, planInput } from '../../support/builders/plan.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const granting = {
  grants: storageGrants(aStorageGrant({ authenticated: ['delete'] })),
  rolePolicies: 'emit',
} as const;
const path = `role-policies/CognitoAuth.${policyName}.json`;
const document = (action: string) =>
  policyDocument([{ action, resource: `arn:aws:s3:::${bucketName}/public/*` }]) ?? '';
const [older, newer] = [document('s3:GetObject'), document('s3:PutObject')];

describe('The files of a plan', () => {
  const emit = aRequest({ rolePolicies: 'emit' });

  it('hold each document as people read it, under the names of role and policy', () => {
    const plan = aPlan({ request: emit, roles: [aRoleChange({ after: newer })] });

    const [file, ...more] = deliveryOf(emit).files(plan) ?? [];

    expect(more).toEqual([]);
    expect(file).toMatchObject({ role: authRoleArn, policyName, path });
    expect(file?.text).toMatch(/^\{\n {2}"Version"/);
    expect(JSON.parse(file?.text ?? '')).toEqual(JSON.parse(newer));
  });

  it.each([
    [
      'grants nothing',
      aPlan({ request: emit, roles: [aRoleChange({ before: older, after: null })] }),
    ],
    ['is refused', makePlan(planInput({ request: aRequest({ ...granting, drift: 'review' }) }))],
  ])('are none of one that %s', (_, plan) => {
    expect(deliveryOf(plan.request).files(plan)).toEqual([]);
  });

  it('are not even thought of where the policies are written on the roles', () => {
    const plan = aPlan({ roles: [aRoleChange({ after: newer })] });

    expect(deliveryOf(plan.request).files(plan)).toBeNull();
  });
});
