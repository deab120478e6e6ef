import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { detailTypes } from '../../src/contract/events.ts';
import type { EventEntry, EventSink } from '../../src/engine/bus.ts';
import { folderBus } from '../../src/engine/folder-bus.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const detail = { version: '1', app: 'storefront', env: 'prod', revision: 1 };

let root: string;
let put: EventSink;

function entry(overrides: Partial<EventEntry> = {}): EventEntry {
  const Source = 'amplify-import.storefront';
  return { Source, DetailType: detailTypes.configPublished, Detail: detail, ...overrides };
}

async function lines(): Promise<unknown[]> {
  const text = await readFile(join(root, '.state', 'events.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'amplify-import-bus-'));
  put = folderBus(root, () => now);
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('The bus of a folder', () => {
  it('writes each event as a line, in the envelope in which a target would get it', async () => {
    await put([entry()]);

    expect(await lines()).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        time: '2026-11-22T10:00:00.000Z',
        source: 'amplify-import.storefront',
        'detail-type': 'Auth Config Published',
        detail,
      },
    ]);
  });

  it('adds to the lines that are there, in order', async () => {
    const text = { Detail: { ...detail, note: 'two\nlines' } };

    await put([entry(), entry({ DetailType: detailTypes.pushed })]);
    await put([entry({ DetailType: detailTypes.importFailed, ...text })]);

    expect(
      (await lines()).map((line) => (line as { 'detail-type': string })['detail-type']),
    ).toEqual(['Auth Config Published', 'Auth Pushed', 'Auth Import Failed']);
  });

  it('answers as the integration does: one id for each event, none refused', async () => {
    const { answer } = await put([entry(), entry()]);

    const [first, second] = await lines();
    expect(answer).toEqual({
      FailedEntryCount: 0,
      Entries: [
        { EventId: (first as { id: string }).id },
        { EventId: (second as { id: string }).id },
      ],
    });
  });

  it.each([
    [detailTypes.configPublished, ['push-auth']],
    [detailTypes.pushRequested, ['push-auth']],
    [detailTypes.importRequested, ['import-auth']],
    [detailTypes.importRefused, []],
    [detailTypes.importFailed, []],
    [detailTypes.pushed, []],
    [detailTypes.pushFailed, []],
    ['Auth Something Else', []],
  ])(
    'for "%s" leaves to start what the rules of the stack would: %j',
    async (DetailType, machines) => {
      const { starts } = await put([entry({ DetailType })]);

      expect(starts.map(({ machine }) => machine)).toEqual(machines);
    },
  );

  it('hands the whole event to the machine that it starts', async () => {
    const { starts } = await put([entry()]);

    const [line] = await lines();
    expect(starts).toEqual([{ machine: 'push-auth', event: line }]);
  });

  it.each(['aws.states', 'amplify-import', 'other.amplify-import.storefront', ''])(
    'starts nothing for the foreign source "%s", but keeps its event',
    async (Source) => {
      const { starts } = await put([entry({ Source })]);

      expect(starts).toEqual([]);
      expect(await lines()).toHaveLength(1);
    },
  );
});
