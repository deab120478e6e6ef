import { describe, expect, it } from '@jest/globals';

import { comparisonOf } from '../support/aws-world/field-files.ts';

describe('A native file that names no tool that made it', () => {
  it('is compared as what its keys say', async () => {
    const { ours, differences } = await comparisonOf(
      '01-native-file-without-useragent/amplifyconfiguration.json',
    );

    expect(ours).toBe('android/amplifyconfiguration.json of fielda');
    expect(differences.filter(({ effect }) => effect === 'breaking')).toEqual([]);
  });
});
