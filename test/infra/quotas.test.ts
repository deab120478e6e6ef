import { describe, expect, it } from '@jest/globals';
import { stackOfApp } from './template.ts';

/** Patterns of sixty characters, of each kind that rights are made of. */
const patterns = {
  roles: 'arn:aws:iam::111122223333:role/',
  functions: 'arn:aws:lambda:eu-west-1:111122223333:function:',
  'apps of Amplify Hosting': 'arn:aws:amplify:eu-west-1:111122223333:apps/',
  distributions: 'arn:aws:cloudfront::111122223333:distribution/',
  'objects of a site': 'arn:aws:s3:::storefront-web/',
};
const kinds = Object.entries(patterns);

/** Synthesizes the stack with as many patterns; the error, if there is one. */
function synthesized(prefix: string, count: number): string | null {
  const storefront = Array.from({ length: count }, (_, index) =>
    `${prefix}${index}-`.padEnd(59, 'x').concat('*'),
  );
  try {
    stackOfApp({ allow: { storefront } }).app.synth();
    return null;
  } catch (error) {
    return String(error);
  }
}

describe('The context "allow"', () => {
  it.each(kinds)('may hold 60 patterns of %s', (_kind, prefix) => {
    expect(synthesized(prefix, 60)).toBeNull();
  });

  it('may hold 30 of them', () => {
    expect(synthesized(patterns.roles, 30)).toBeNull();
  });

  it.each([kinds[0]!, kinds[4]!])(
    'is refused before the deploy with 200 patterns of %s',
    (_kind, prefix) => {
      const error = synthesized(prefix, 200);

      expect(error).toMatch(
        /\/PlanPush\/Function\] The environment of this function has 12\d{3} bytes; Lambda takes 4096\. .*docs\/allowing\.md/,
      );
      expect(error).toMatch(
        /\/Role\] The inline policies of this role have 1\d{4} characters; IAM takes 10240\. /,
      );
    },
  );
});
