import { describe, expect, it } from '@jest/globals';
import { idsProvenIn } from './rule-ids.ts';

// Ids are put together here, so that no case of these counts as the proof of a rule.
const rule = ['H', 4].join('-');
const title = `'${rule}: is so'`;

describe('The id of a rule', () => {
  it.each([
    `it(${title}, () => {\n  act();\n});`,
    `  test(\n    ${title},\n    () => {},\n  );`,
    `describe(${title}, () => {\n  see('https://example.com');\n});`,
    `it.each([['${rule}', 1]])('%s: is so', () => {});`,
    `it.skip('another', () => {\n  act();\n});\nit(${title}, () => {});`,
  ])('is proven by a test that runs: %#', (source) => {
    expect(idsProvenIn([source])).toEqual([rule]);
  });

  it.each([
    `it.todo(${title});`,
    `  // it(${title}, () => {});`,
    `act(); // it(${title}, () => {});`,
    `/* it(${title}, () => {}); */`,
    `/**\n * it(${title}, () => {});\n */`,
    `  it.skip(${title}, () => {\n    act();\n  });`,
    `xit(${title}, () => {\n  act();\n});`,
    `test.skip.each([\n  ['${rule}', 1],\n])('%s: is so', () => {\n  act();\n});`,
    `describe.skip('all', () => {\n  it(${title}, () => {\n    act();\n  });\n});`,
  ])('is not proven by one that does not: %#', (source) => {
    expect(idsProvenIn([source])).toEqual([]);
  });
});
