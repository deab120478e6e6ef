import * as z from 'zod';
import { describe, expect, it } from '@jest/globals';
import { exampleRequest, requestSchema, runRequestSchema } from '../../src/contract/request.ts';
import { unsupportedFindings } from '../../src/domain/grants/request-findings.ts';
import { everyCategory } from '../support/builders/grants.ts';
import { admin, given as givenBy, guest, user } from '../domain/grants/granted.ts';
import { codeWords, readPage, section, tables } from './markdown.ts';

/** A schema as JSON Schema tells it, as far as keys and defaults go. */
type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
};

/** Every key of a request, with the default that the page should tell. */
function keysOf(schema: Schema, prefix = ''): (readonly [key: string, told: string])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = `${prefix}${name}`;
    const told = schema.required?.includes(name) ? 'needed' : toldDefault(key, property.default);
    return [
      [key, told] as const,
      ...keysOf(property, `${key}.`),
      ...keysOf(property.items ?? {}, `${key}[].`),
    ];
  });
}

function toldDefault(key: string, value: unknown): string {
  if ((value ?? null) === null) return 'none';
  return key === 'grants' ? 'nothing' : `\`${JSON.stringify(value)}\``;
}

const page = readPage('docs/request.md');
const rows = tables(page)
  .flat()
  .filter(([key]) => /^`[\w.[\]]+`$/.test(key ?? ''));

describe('docs/request.md', () => {
  it('has every key of a request and no other, with its default', () => {
    const schema = z.toJSONSchema(requestSchema, { io: 'input' }) as Schema;

    const told = rows.map(([key = '', value = '']) => [key.slice(1, -1), value]);

    expect(told).toEqual(keysOf(schema));
  });

  it('says in one line what each key means', () => {
    for (const [, , meaning = ''] of rows) expect(meaning).toMatch(/^\S.*\.$/);
  });

  it('says "not yet" of each key that a finding refuses, and of no other', () => {
    const everything = runRequestSchema.parse({
      app: 'a',
      env: 'b',
      userPoolId: exampleRequest.userPoolId,
      grants: everyCategory,
      functions: [{ name: 'f' }],
      hosting: [{ appId: 'd1' }],
      sites: [{ bucket: 'abc' }],
      parameters: true,
      rolePolicies: 'emit',
      drift: 'review',
      expires: '2026-12-31T00:00:00Z',
      readRoleArn: 'arn:aws:iam::111122223333:role/reader',
    });
    const refused = unsupportedFindings(everything).map(({ subject }) =>
      subject.replace('.0.', '[].'),
    );

    const notYet = rows
      .filter(([, , meaning = '']) => /^Not yet|is refused\.$/.test(meaning))
      .map(([key = '']) => key.slice(1, -1));

    expect(notYet.toSorted()).toEqual(refused.toSorted());
  });

  it('names every action that a grant gives, and no other', () => {
    const given = [user, guest, admin].flatMap((grantee) => givenBy(everyCategory, grantee));
    const actions = given
      .map(({ action }) => action)
      // Storage is told by levels and paths.
      .filter((action) => !action.startsWith('s3:'));

    const told = codeWords(section(page, 'Grants').text).filter((word) =>
      /^[a-z-]+:[A-Z]\w+$/.test(word),
    );

    expect([...new Set(told)].toSorted()).toEqual([...new Set(actions)].toSorted());
  });

  it('names the options of one run', () => {
    const line = page.text.split('\n').find((text) => text.includes('options of one run')) ?? '';

    expect(codeWords(line)).toEqual(['app', 'env', 'mode', 'expectPlan', 'adopt']);
  });
});
