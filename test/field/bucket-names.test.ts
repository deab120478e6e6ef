import { describe, expect, it } from '@jest/globals';

import { publishedFiles } from '../support/aws-world/field-files.ts';

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

  it('are called by their names in S3 where it does not', async () => {
    expect(bucketsOf(await publishedFiles(`${folder}/request.json`))).toEqual([
      ['fielda-files', 'fielda-files'],
      ['fielda-second', 'fielda-second'],
    ]);
  });
});
