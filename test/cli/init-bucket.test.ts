import { expect, it } from '@jest/globals';
import { askForBucket } from '../../src/cli/init-bucket.ts';
import { aFinding } from '../support/builders/finding.ts';
import { scriptedPrompts } from './scripted-prompts.ts';

it('A bucket that is not there is asked for again, unless the person insists on it', async () => {
  const names = ['no-such-bucket', 'storefront-uploads'];
  const prompts = {
    ...scriptedPrompts({
      'Grant access to files in a bucket?': true,
      'What may users who are signed in do there?': 'Read',
    }),
    text: () => Promise.resolve(names.shift() ?? ''),
  };
  const blocks = (bucket: string) =>
    Promise.resolve(bucket === 'no-such-bucket' ? [aFinding({ severity: 'error' })] : []);

  const { grants } = await askForBucket(prompts, blocks);

  expect(grants?.storage).toEqual([{ bucket: 'storefront-uploads', authenticated: ['read'] }]);
  expect(prompts.asked).toContain('Name another bucket?');
  expect(prompts.told).toHaveLength(1);
});
