import { describe, expect, it } from '@jest/globals';
import { busName, detailTypes, eventSource } from '../../src/contract/events.ts';
import { machineNames, startersOf } from '../../src/contract/machines.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/events.md');
const [entries = '', policy = ''] = codeBlocks(page, 'json');

type Entry = { EventBusName: string; Source: string; DetailType: string; Detail: string };

describe('docs/events.md', () => {
  it('shows an event that starts an import', () => {
    const [entry] = JSON.parse(entries) as Entry[];
    const { EventBusName, Source = '', DetailType = '', Detail = '' } = entry ?? {};

    const parsed = parseInput({
      source: Source,
      'detail-type': DetailType,
      detail: JSON.parse(Detail) as unknown,
    });

    expect(EventBusName).toBe(busName);
    expect(parsed).toMatchObject({ kind: 'stored', link: { app: 'storefront', env: 'prod' } });
  });

  it('tells which event starts which machine', () => {
    const told = table(section(page, 'What starts what')).map((row) => row.flatMap(codeWords));

    expect(told).toEqual(
      machineNames.flatMap((machine) => startersOf(machine).map((type) => [type, machine])),
    );
  });

  it('names every type of event, in, out or reserved', () => {
    const named = new Set(codeWords(page.text));

    expect(Object.values(detailTypes).filter((type) => !named.has(type))).toEqual([]);
  });

  it('gives a team the right to speak for its own app', () => {
    const { Statement } = JSON.parse(policy) as {
      Statement: { Action: string; Resource: string; Condition: Record<string, object> }[];
    };

    expect(Statement).toHaveLength(1);
    expect(Statement[0]).toMatchObject({
      Action: 'events:PutEvents',
      Resource: expect.stringMatching(new RegExp(`:event-bus/${busName}$`)),
      Condition: {
        StringEquals: {
          'events:source': eventSource({ app: 'storefront' }),
          'events:detail-type': detailTypes.importRequested,
        },
      },
    });
  });
});
