import { describe, expect, it } from '@jest/globals';

import { comparisonOf, publishedFiles } from '../support/aws-world/field-files.ts';

const folder = '21-bucket-names-of-the-app';
const bucketsOf = (files: Readonly<Record<string, string>>) => {
  const { storage } = JSON.parse(files['amplify_outputs.json'] ?? '') as {
    readonly storage: { readonly buckets: readonly { name: string; bucket_name: string }[] };
  };
  return storage.buckets.map(({ name, bucket_name: bucket }) => [name, bucket]);
};

describe('Buckets that an app calls by names of its own', () => {
  it('keep them where the request says them, in the order of the request', async () => {
    const named = await publishedFiles(`${folder}/named.request.json`);

    expect(bucketsOf(named)).toEqual([
      ['drive', 'fielda-files'],
      ['second', 'fielda-second'],
    ]);
  });

  it('are known by what they are, and told to be called otherwise', async () => {
    const { differences } = await comparisonOf(
      `${folder}/amplify_outputs.json`,
      `${folder}/request.json`,
    );
    const ofBuckets = differences.filter(({ key }) => key.startsWith('storage.buckets'));

    const called = (key: string, shipped: string, ours: string) =>
      expect.objectContaining({
        key: `storage.buckets.${key}.name`,
        change: 'changed',
        shipped,
        ours,
        effect: 'breaking',
        meaning: expect.stringContaining('"InvalidStorageBucket"'),
      });
    expect(ofBuckets.filter(({ effect }) => effect === 'breaking')).toEqual([
      called('drive', 'drive', 'fielda-files'),
      called('second', 'second', 'fielda-second'),
    ]);
  });

  it('break nothing where the request says them', async () => {
    const { differences } = await comparisonOf(
      `${folder}/amplify_outputs.json`,
      `${folder}/named.request.json`,
    );

    expect(differences.filter(({ effect }) => effect === 'breaking')).toEqual([]);
  });

  it('are called by their names in S3 where it does not', async () => {
    expect(bucketsOf(await publishedFiles(`${folder}/request.json`))).toEqual([
      ['fielda-files', 'fielda-files'],
      ['fielda-second', 'fielda-second'],
    ]);
  });
});
