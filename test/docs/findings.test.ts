import { describe, expect, it } from '@jest/globals';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { readPage, table } from './markdown.ts';

describe('docs/findings.md', () => {
  it('is the catalogue, in its order and in its words', () => {
    const catalogue = Object.entries(findingCatalogue).map(
      ([code, { severity, meaning, resolution }]) => [`\`${code}\``, severity, meaning, resolution],
    );

    expect(table(readPage('docs/findings.md'))).toEqual(catalogue);
  });
});
