import { describe, expect, it } from '@jest/globals';
import { roleFactsOf } from '../../../src/domain/pools/role-facts.ts';
import { managedFindings } from '../../../src/domain/roles/owners.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { anAuthRole } from '../../support/builders/identity-pool.ts';
import { policyName } from '../../support/builders/link.ts';
import { aRoleChange } from '../../support/builders/plan.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';

const terraform = { tool: 'Terraform', stack: null };

describe('Who keeps a role as it is written down', () => {
  it.each<[Record<string, string>, object | undefined]>([
    [{ 'aws:cloudformation:stack-name': 'auth' }, { tool: 'CloudFormation', stack: 'auth' }],
    [{ ManagedBy: 'terraform' }, terraform],
    [{ 'managed-by': 'Terraform Cloud' }, terraform],
    [{ managed_by: 'OpenTofu' }, terraform],
    [{ Provisioner: 'Terragrunt' }, terraform],
    [{ IaC: 'terraform' }, terraform],
    [{ Terraform: 'true' }, terraform],
    [{ terraform: 'modules/auth' }, terraform],
    [{ ManagedBy: 'CDK' }, { tool: 'CloudFormation', stack: null }],
    [{ terraform: 'false' }, undefined],
    [{ terraform: '' }, undefined],
    [{ ManagedBy: 'ops' }, undefined],
    [{ Team: 'terraform-lovers' }, undefined],
    [{}, undefined],
  ])('is read off its tags: %j', (tags, managedBy) => {
    expect(roleFactsOf(found(anAuthRole({ tags }))).managedBy).toEqual(managedBy);
  });

  it('is said with its boundary and what its owner allows, as far as there is any', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/Developers';
    const tags = { 'amplify-import': 'any' };

    expect(roleFactsOf(found(anAuthRole({ boundary, tags })))).toEqual({
      boundary,
      allowTag: 'any',
    });
    expect(roleFactsOf(found(anAuthRole()))).toEqual({});
    for (const reading of [undefined, notFound, denied('iam:GetRole')]) {
      expect(roleFactsOf(reading)).toEqual({});
    }
  });
});

describe('A policy that is written on a role of somebody else', () => {
  const command = `aws iam delete-role-policy --role-name CognitoAuth --policy-name ${policyName}`;

  it("may be taken away by Terraform's next apply", () => {
    const findings = managedFindings(aRoleChange(), {
      managedBy: { tool: 'Terraform', stack: null },
    });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'ROLE_MANAGED_ELSEWHERE',
        severity: 'info',
        subject: authRoleArn,
        message: expect.stringContaining('aws_iam_role_policies_exclusive'),
        resolution: expect.stringContaining('"rolePolicies": "emit"'),
        command,
      }),
    ]);
  });

  it('keeps a stack from deleting the role', () => {
    const managedBy = { tool: 'CloudFormation', stack: 'auth-prod' } as const;

    expect(managedFindings(aRoleChange(), { managedBy })).toEqual([
      expect.objectContaining({
        code: 'ROLE_MANAGED_ELSEWHERE',
        message: expect.stringMatching(/the stack auth-prod, .*DeleteConflict/),
        resolution: expect.stringContaining('without grants'),
        facts: { role: authRoleArn, policyName, ...managedBy },
      }),
    ]);
  });

  it.each([
    ['nothing is written', aRoleChange({ before: 'x', after: 'x' })],
    ['the policy is only taken away', aRoleChange({ before: 'x', after: null })],
  ])('is nothing to tell of when %s', (_, change) => {
    const managedBy = { tool: 'Terraform', stack: null } as const;

    expect(managedFindings(change, { managedBy })).toEqual([]);
  });

  it('is nothing to tell of when nobody says that the role is theirs', () => {
    expect(managedFindings(aRoleChange(), {})).toEqual([]);
  });
});
