import { describe, expect, it } from '@jest/globals';
import {
  identityPoolLink,
  ownerLink,
  roleLink,
  userPoolLink,
} from '../../../src/domain/links/console-links.ts';

describe('Addresses in the console', () => {
  it('are of the region and the partition of what they show', () => {
    expect(userPoolLink('cn-north-1_AbC')).toBe(
      'https://cn-north-1.console.amazonaws.cn/cognito/v2/idp/user-pools/cn-north-1_AbC/users?region=cn-north-1',
    );
    expect(identityPoolLink('eu-west-1:1-2')).toBe(
      'https://eu-west-1.console.aws.amazon.com/cognito/v2/identity/identity-pools/eu-west-1:1-2/user-statistics?region=eu-west-1',
    );
    expect(roleLink('arn:aws-us-gov:iam::1:role/path/App+Auth', 'us-gov-west-1')).toBe(
      'https://us-gov-west-1.console.amazonaws-us-gov.com/iam/home?region=us-gov-west-1#/roles/details/App%2BAuth',
    );
  });

  it('are there for an execution that owns a lease, and for no process', () => {
    const arn = 'arn:aws:states:eu-west-1:111122223333:execution:amplify-import-import-auth:one';

    expect(ownerLink(arn)).toContain(`#/v2/executions/details/${arn}`);
    expect(ownerLink('local:host:1:x')).toBeNull();
  });
});
