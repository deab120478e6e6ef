import { describe, expect, it } from '@jest/globals';
import { busName, detailTypes, eventSource } from '../../src/contract/events.ts';
import { machineNames, startersOf } from '../../src/contract/machines.ts';
import { pushRequestSchema } from '../../src/contract/push/request.ts';
import { removeEventSchema } from '../../src/contract/removal/request.ts';
import { beginRemoval } from '../../src/domain/removal/begin-removal.ts';
import { concludePush } from '../../src/domain/run/conclude-push.ts';
import { beginPush } from '../../src/domain/run/push.ts';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { aLinkItem, link } from '../support/builders/link.ts';
import { aClosingPush, aRun } from '../support/builders/run.ts';
import { mayPut, type PutEventsCall } from './team-policies.ts';
import { codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/events.md');
const [entries = '', pushEntries = '', removeEntries = '', allowance = '', denial = ''] =
  codeBlocks(page, 'json');

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
    expect(told).toEqual(['version', ...Object.keys(pushRequestSchema().shape)]);
  });

  it('shows an event that starts a removal, and every key of it', () => {
    const [entry] = JSON.parse(removeEntries) as Entry[];
    const { Source = '', DetailType = '', Detail = '' } = entry ?? {};
    const detail = JSON.parse(Detail) as Record<string, unknown>;

    const begun = beginRemoval({ source: Source, 'detail-type': DetailType, detail }, aRun());

    const told = table(section(page, 'Start a removal')).map(([key = '']) => codeWords(key)[0]);
    expect(begun).toMatchObject({ link: { app: 'storefront', env: 'pr-42' }, outcome: null });
    expect(told.toSorted()).toEqual(
      ['version', ...Object.keys(removeEventSchema().shape)].toSorted(),
    );
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

  describe('gives a team the right to speak for its own app', () => {
    const bus = `arn:aws:events:eu-west-1:111122223333:event-bus/${busName}`;
    const [own, other] = ['storefront', 'warehouse'].map((app) => eventSource({ app }));
    const { importRequested, pushRequested, removeRequested } = detailTypes;
    const call = (sources: unknown[], types: unknown[]): PutEventsCall => ({
      'events:source': sources.map(String),
      'events:detail-type': types.map(String),
    });
    const anything = JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' }],
    });

    it.each([
      ['for its app', call([own], [importRequested]), true],
      ['several at once', call([own, own], [importRequested, pushRequested]), true],
      ['for another app', call([other], [importRequested]), false],
      ['for another app among its own', call([own, other], [importRequested]), false],
      ['of another type', call([own], [removeRequested]), false],
      ['of another type among others', call([own], [importRequested, removeRequested]), false],
      ['without a source', call([], [importRequested]), false],
      ['without a type', call([own], []), false],
    ])('%s', (_, events, may) => {
      expect(mayPut([allowance], bus, events)).toBe(may);
      expect(mayPut([anything, denial], bus, events)).toBe(may);
      expect(mayPut([anything], bus, events)).toBe(true);
    });

    it('and denies nothing on another bus', () => {
      const elsewhere = bus.replace(busName, 'default');

      expect(mayPut([anything, denial], elsewhere, call([other], ['x']))).toBe(true);
      expect(mayPut([allowance], elsewhere, call([own], [importRequested]))).toBe(false);
    });
  });
});
