import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findingsPage } from '../../scripts/findings-page.mjs';
import { findingSubjects } from '../../src/contract/findings.ts';

describe('docs/findings.md', () => {
  it('is the catalogue: write it anew by npm run docs', () => {
    expect(readFileSync('docs/findings.md', 'utf8')).toBe(findingsPage(findingSubjects()));
  });
});
