import { describe, expect, it } from '@jest/globals';
import { askedTargets } from '../../src/cli/asked-targets.ts';
import { UsageError } from '../../src/cli/exit-codes.ts';

describe('The targets of --only', () => {
  it.each([
    ['failed', ['failed']],
    ['parameters', ['parameters']],
    [
      'function:eu-west-1:orders,role:service-role-orders',
      ['function:eu-west-1:orders', 'role:service-role-orders'],
    ],
    ['hosting:eu-west-1:d1a2b3,failed', ['hosting:eu-west-1:d1a2b3', 'failed']],
    ['hosting:eu-west-1:d1a2b3:feature/a:b', ['hosting:eu-west-1:d1a2b3:feature/a:b']],
    ['site:www.example.com/', ['site:www.example.com/']],
    ['site:www.example.com/app/', ['site:www.example.com/app/']],
  ])('of "%s" are %j', (words, targets) => {
    expect(askedTargets(words)).toEqual(targets);
  });

  it.each(['', 'orders', 'failed,', 'function:orders', 'site:bucket', 'hosting:d1', 'Failed'])(
    'cannot be read from "%s", and the shapes are told',
    (words) => {
      expect(() => askedTargets(words)).toThrow(UsageError);
      expect(() => askedTargets(words)).toThrow(/is no push target\. It is "failed" or one of /);
    },
  );
});
