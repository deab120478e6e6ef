import { expect, it } from '@jest/globals';
import { endedTasks, type HistoryEvent } from '../../../src/domain/run/execution-history.ts';

/** Events of a history, one second apart, each led to by the one before unless it says another. */
function history(
  ...events: readonly (Partial<HistoryEvent> & Pick<HistoryEvent, 'type'>)[]
): readonly HistoryEvent[] {
  return events.map((event, at) => ({
    id: at + 1,
    at: new Date(at * 1_000),
    previous: at,
    state: null,
    error: null,
    ...event,
  }));
}

const entered = (state: string) => ({ type: 'TaskStateEntered', state });
const exited = (state: string) => ({ type: 'TaskStateExited', state });
const succeeded = { type: 'TaskSucceeded' };
const failed = (error: string) => ({ type: 'TaskFailed', error });

it('A task that has ended is told with the time from its begin', () => {
  const events = history(
    { type: 'ExecutionStarted' },
    entered('Read request'),
    succeeded,
    exited('Read request'),
    entered('Take lease'),
  );

  expect(endedTasks(events)).toEqual([{ state: 'Read request', milliseconds: 2_000, error: null }]);
});

it('A task whose error a Catch took is told with that error', () => {
  const events = history(entered('Take lease'), failed('LinkBusy'), exited('Take lease'));

  expect(endedTasks(events)).toMatchObject([{ state: 'Take lease', error: 'LinkBusy' }]);
});

it('A task that was tried again is told as it ended, with the time of all its tries', () => {
  const events = history(
    entered('Take lease'),
    failed('AwsUnavailable'),
    succeeded,
    exited('Take lease'),
  );

  expect(endedTasks(events)).toEqual([{ state: 'Take lease', milliseconds: 3_000, error: null }]);
});

it('Tasks that run beside each other are each measured from their own begin', () => {
  const events = history(
    { ...entered('Push target'), previous: 0 },
    { ...entered('Push target'), previous: 0 },
    { ...succeeded, previous: 1 },
    { ...exited('Push target'), previous: 3 },
    { ...exited('Push target'), previous: 2 },
  );

  expect(endedTasks(events).map(({ milliseconds }) => milliseconds)).toEqual([3_000, 3_000]);
});

it('Where a history does not say what led to what, it was the event before', () => {
  const said = history(entered('Take lease'), failed('LinkBusy'), exited('Take lease'));
  const unsaid = said.map((event) => ({ ...event, previous: 0 }));

  expect(endedTasks(unsaid)).toEqual(endedTasks(said));
});

it.each([
  ['itself', 1, 2, 3],
  ['what came of it', 2, 3, 3],
])('A history in which an event was led to by %s is read to its end', (_what, one, two, three) => {
  const events = history(
    { type: 'TaskScheduled', previous: one },
    { ...succeeded, previous: two },
    { ...exited('Take lease'), previous: three },
  );

  expect(endedTasks(events)).toEqual([{ state: 'Take lease', milliseconds: 0, error: null }]);
});

it('What is no task is not told', () => {
  const events = history({ type: 'ChoiceStateEntered', state: 'Valid request?' }, { type: 'ChoiceStateExited', state: 'Valid request?' }); // prettier-ignore

  expect(endedTasks(events)).toEqual([]);
});
