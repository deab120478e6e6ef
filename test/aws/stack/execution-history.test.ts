import { GetExecutionHistoryCommand, SFNClient, type HistoryEvent } from '@aws-sdk/client-sfn';
import { beforeEach, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { eventsSince } from '../../../src/aws/stack/execution-history.ts';

const execution = 'arn:aws:states:eu-west-1:111122223333:execution:amplify-import-import-auth:run';
const stepFunctions = mockClient(SFNClient);
let history: readonly HistoryEvent[];

/** As Step Functions answers: newest first where that is asked, page by page, with no token after the last one. */
beforeEach(() => {
  stepFunctions.reset();
  history = [];
  stepFunctions.on(GetExecutionHistoryCommand).callsFake((asked: Asked) => {
    const { reverseOrder = false, maxResults = 100, nextToken = '0' } = asked;
    const ordered = reverseOrder ? history.toReversed() : history;
    const end = Number(nextToken) + maxResults;
    const token = end < ordered.length ? { nextToken: String(end) } : {};
    return { events: ordered.slice(Number(nextToken), end), ...token };
  });
});

type Asked = GetExecutionHistoryCommand['input'];

/** A history goes on by some events. */
function goOn(count: number): void {
  const events = Array.from({ length: count }, (_, at) => ({
    id: history.length + at + 1,
    previousEventId: history.length + at,
    type: 'TaskSucceeded' as const,
    timestamp: new Date(at),
  }));
  history = [...history, ...events];
}

const look = async (since: number) => (await eventsSince(execution, since)).map(({ id }) => id);
const calls = () => stepFunctions.commandCalls(GetExecutionHistoryCommand).splice(0).length;

it('A history is read whole where nothing of it is known, the oldest event first', async () => {
  goOn(2_500);

  const ids = await look(0);

  expect(ids).toEqual(history.map(({ id }) => id));
  expect(calls()).toBe(3);
});

it('Of a long history only what is new is read, in one call', async () => {
  goOn(2_500);
  goOn(30);

  const ids = await look(2_500);

  expect(ids).toEqual(history.slice(-30).map(({ id }) => id));
  expect(calls()).toBe(1);
});

it('All that is new is read, however much it is', async () => {
  goOn(1_000);
  goOn(250);

  const ids = await look(1_000);

  expect(ids).toEqual(history.slice(-250).map(({ id }) => id));
  expect(calls()).toBe(3);
});

it('Of a history that has not gone on nothing is new', async () => {
  goOn(7);

  expect(await look(7)).toEqual([]);
  expect(calls()).toBe(1);
});
