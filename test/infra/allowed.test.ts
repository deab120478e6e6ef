import { describe, expect, it } from '@jest/globals';
import { allowedFromContext, allowedRoles } from '../../infra/allowed.ts';

describe('the context "allow"', () => {
  const allowed = { storefront: ['arn:aws:iam::111122223333:role/storefront-*'] };

  it('is empty when the owner says nothing', () => {
    expect(allowedFromContext(undefined)).toEqual({});
  });

  it('is read from cdk.json and from the command line alike', () => {
    expect(allowedFromContext(allowed)).toEqual(allowed);
    expect(allowedFromContext(JSON.stringify(allowed))).toEqual(allowed);
  });

  it.each([
    'not json',
    [],
    null,
    { Storefront: ['arn:aws:iam::111122223333:role/a'] },
    { storefront: 'arn:aws:iam::111122223333:role/a' },
    { storefront: ['*'] },
    { storefront: ['arn:aws:iam::111122223333:role/${aws:username}'] },
    { storefront: ['arn:aws:iam::111122223333:role/a?'] },
  ])('is refused with an example when it is %j', (context) => {
    expect(() => allowedFromContext(context)).toThrow('{"storefront":["arn:aws:iam::');
  });

  it('opens to IAM the roles only, each once', () => {
    expect(
      allowedRoles({
        storefront: ['arn:aws:iam::111122223333:role/a-*', 'arn:aws:s3:::a', 'arn:aws:iam::*:*'],
        backoffice: ['arn:aws:iam::111122223333:role/a-*'],
      }),
    ).toEqual(['arn:aws:iam::111122223333:role/a-*']);
  });
});
