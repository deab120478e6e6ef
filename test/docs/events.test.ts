import { describe, expect, it } from '@jest/globals';
import { busName, detailTypes, eventSource } from '../../src/contract/events.ts';
import { machineNames, startersOf } from '../../src/contract/machines.ts';
import { pushRequestSchema } from '../../src/contract/push/request.ts';
import { concludePush } from '../../src/domain/run/conclude-push.ts';
import { beginPush } from '../../src/domain/run/push.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { aLinkItem, link } from '../support/builders/link.ts';
import { aClosingPush, aRun } from '../support/builders/run.ts';
import { codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/events.md');
const [entries = '', pushEntries = '', policy = ''] = codeBlocks(page, 'json');

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

  it('shows an event that starts a push, and every key of it', () => {
    const [entry] = JSON.parse(pushEntries) as Entry[];
    const { Source = '', DetailType = '', Detail = '' } = entry ?? {};
    const detail = JSON.parse(Detail) as Record<string, unknown>;

    const begun = beginPush({ source: Source, 'detail-type': DetailType, detail }, aRun());

    const told = table(section(page, 'Start a push')).map(([key = '']) => codeWords(key)[0]);
    expect(begun).toMatchObject({ link, push: { only: ['failed'] }, outcome: null });
    expect(told).toEqual(['version', ...Object.keys(pushRequestSchema.shape)]);
  });

  it.each([
    ['Auth Pushed', {}],
    ['Auth Push Failed', { failure: { Error: 'LeaseLost', Cause: 'Lost.' }, recorded: null }],
  ])('tells what "%s" says', (type, ending) => {
    const { detailType, detail } = concludePush(aClosingPush(ending), null, aLinkItem(), 'report');
    const row = table(section(page, 'What comes out')).find(
      ([name = '']) => codeWords(name)[0] === type,
    );

    const beside = Object.keys(detail).filter((key) => !['version', 'app', 'env'].includes(key));
    expect(detailType).toBe(type);
    expect(codeWords(row?.[2] ?? '')).toEqual(beside);
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
