import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { comparisonText } from '../../src/cli/comparison-text.ts';
import { differences } from '../../src/domain/compare/differences.ts';

let page: string;
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );

beforeAll(async () => {
  page = await readFile('docs/comparing.md', 'utf8');
});

describe('docs/comparing.md', () => {
  it('shows what the command says of its two files', () => {
    const [shipped = '', ours = ''] = blocks('json');
    const [shown] = blocks('text');

    const told = comparisonText({
      shipped: 'aws-exports.js',
      ours: 'aws-exports.js of what storefront/prod publishes',
      faults: [],
      differences: differences('exports', JSON.parse(shipped), JSON.parse(ours)),
    });

    expect(told).toBe(shown);
  });
});
