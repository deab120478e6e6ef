import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { printResult } from '../../src/cli/print-result.ts';
import type { Result } from '../../src/contract/result.ts';
import { policyDocument } from '../../src/domain/policies/policy-document.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

describe('A plan in words', () => {
  const after = policyDocument([
    { action: 's3:GetObject', resource: 'arn:aws:s3:::uploads/public/*' },
    { action: 's3:ListBucket', resource: 'arn:aws:s3:::uploads', prefixes: ['public/'] },
  ]);
  const budget = { used: 100, need: 200, limit: 10_240 };
  const planned = (before: string | null): Result => ({
    status: 'planned',
    findings: [],
    plan: {
      hash: 'sha256:1',
      roles: [{ role: authRoleArn, policyName, before, after, budget }],
      files: [],
      push: [],
    },
  });
  const printed = (result: Result) => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    printResult(result, false);
    return String(write.mock.calls[0]?.[0]);
  };

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('shows what a new policy grants, and how large it and the role become', () => {
    const text = printed(planned(null));

    expect(text).toContain(
      `add ${policyName} on CognitoAuth (200 characters; 300 of 10240 on the role)`,
    );
    expect(text).toContain('s3:GetObject on arn:aws:s3:::uploads/public/*');
    expect(text).toContain('s3:ListBucket on arn:aws:s3:::uploads if {"StringLike"');
  });

  it('does not repeat what stays as it is', () => {
    expect(printed(planned(after))).not.toContain('s3:GetObject');
  });
});
