import { describe, expect, it } from '@jest/globals';
import { App, Aws, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { holdToEnvironmentSize, holdToPolicySize } from '../../infra/quotas.ts';
import { environmentLimit, inlinePolicyLimit } from '../../src/contract/quotas.ts';
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

describe('What only the deploy knows', () => {
  /** As long as the names of a partition, a region and an account get, with the marks of the text around. */
  const longest = 'arn:aws-us-gov:iam:ap-southeast-1:111122223333:';
  const known = `arn:${Aws.PARTITION}:iam:${Aws.REGION}:${Aws.ACCOUNT_ID}:`;

  /** What a stack is refused for. */
  function refusal(hold: (stack: Stack) => void): string | null {
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const stack = new Stack(app, 'Any');
    hold(stack);
    try {
      app.synth();
      return null;
    } catch (error) {
      return String(error);
    }
  }

  it('counts in a policy as long as it can get', () => {
    const policy = (resource: string) =>
      new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] })],
      });
    const around = JSON.stringify(policy('').toJSON()).length + longest.length;
    const refusedWith = (length: number) =>
      refusal((stack) =>
        holdToPolicySize(stack, () => [policy(known + 'x'.repeat(length - around))]),
      );

    expect(refusedWith(inlinePolicyLimit)).toBeNull();
    expect(refusedWith(inlinePolicyLimit + 1)).toContain('have 10241 characters');
  });

  it('counts in an environment as long as it can get', () => {
    const around = JSON.stringify({ ARN: longest }).length;
    const refusedWith = (length: number) =>
      refusal((stack) =>
        holdToEnvironmentSize(stack, { ARN: known + 'x'.repeat(length - around) }),
      );

    expect(refusedWith(environmentLimit)).toBeNull();
    expect(refusedWith(environmentLimit + 1)).toContain('has 4097 bytes');
  });
});
