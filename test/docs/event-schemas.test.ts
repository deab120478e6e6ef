import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventSchemas, schemaFileOf } from '../../scripts/event-schemas.ts';
import { detailSchemas } from '../../src/contract/event-details.ts';
import { detailTypes } from '../../src/contract/events.ts';
import { codeBlocks, localLinks, readPage } from './markdown.ts';

const page = readPage('docs/events.md');

/** Examples of entries on the page, for `aws events put-events`. */
const examples = codeBlocks(page, 'json').flatMap((block) => {
  const parsed = JSON.parse(block) as unknown;
  return Array.isArray(parsed) ? (parsed as { DetailType: string; Detail: string }[]) : [];
});

describe('docs/events', () => {
  it('has the schema of each type that is put, and nothing else', () => {
    const files = readdirSync('docs/events').map((name) => `docs/events/${name}`);

    expect(files.toSorted()).toEqual(Object.keys(eventSchemas()).toSorted());
    expect(Object.values<string>(detailTypes)).toEqual(
      expect.arrayContaining(Object.keys(detailSchemas)),
    );
  });

  it.each(Object.entries(eventSchemas()))(
    '%s is what the machines go by: write it anew by npm run docs',
    (path, schema) => {
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(schema);
    },
  );

  it('is linked from the page, file by file', () => {
    const linked = localLinks(page).map(({ file }) => file);

    expect(linked).toEqual(expect.arrayContaining(Object.keys(detailSchemas).map(schemaFileOf)));
  });

  it('holds every example of the page', () => {
    expect(examples.length).toBeGreaterThan(1);
    for (const { DetailType, Detail } of examples) {
      expect({
        DetailType,
        ...detailSchemas[DetailType]?.safeParse(JSON.parse(Detail)),
      }).toMatchObject({ DetailType, success: true });
    }
  });
});
