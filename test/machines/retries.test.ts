import { describe, expect, it } from '@jest/globals';
import { machineNames } from '../../src/contract/machines.ts';
import type { StateDefinition } from '../../src/contract/definition.ts';
import { definitions } from '../../src/engine/machines.ts';
import { announcements, lambdaStates, stateOf } from './definitions.ts';
import { ruled } from './ruled.ts';

type Retrier = NonNullable<StateDefinition['Retry']>[number];

const schedule = {
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 20,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
};
const lambdaRetry: Retrier = {
  ErrorEquals: [
    'AwsUnavailable',
    'UndoUnavailable',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.Unknown',
    'Runtime.ExitError',
    'Sandbox.Timedout',
  ],
  ...schedule,
};
/** Whatever the bus answers: only one name is documented, and an event may be told twice. */
const integrationRetry: Retrier = { ErrorEquals: ['States.TaskFailed'], ...schedule };

/** How long all tries together wait at most; with full jitter half of it is to be expected. */
function longestWait({ IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }: Retrier) {
  const pauses = Array.from({ length: MaxAttempts }, (_, attempt) =>
    Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds),
  );
  return pauses.reduce((sum, pause) => sum + pause, 0);
}

const inWords: Readonly<Record<number, string>> = { 6: 'six', 20: 'twenty', 2: 'two', 4: 'four' };

describe.each(ruled)('The retries of $name', ({ definition }) => {
  it('are one and the same block for every Lambda, beside that of a busy link', () => {
    for (const state of lambdaStates(definition)) {
      const own =
        state === 'Take lease' ? [expect.objectContaining({ ErrorEquals: ['LinkBusy'] })] : [];

      expect(stateOf(definition, state).Retry).toEqual([...own, lambdaRetry]);
    }
  });

  it('are one and the same block for every event', () => {
    for (const state of announcements(definition))
      expect(stateOf(definition, state).Retry).toEqual([integrationRetry]);
  });

  it('are told in human time as the numbers have it', () => {
    const most = longestWait(lambdaRetry);

    expect(longestWait(integrationRetry)).toBe(most);
    expect(definition.Comment).toContain(
      `tried again ${inWords[schedule.MaxAttempts]} times with full jitter, ` +
        `about ${Math.floor(most / 2)} seconds in all and ${most} at the most` +
        (announcements(definition).length > 0 ? '; so is each event.' : '.'),
    );
  });
});

it('Some machines announce something', () => {
  expect(machineNames.flatMap((machine) => announcements(definitions[machine]))).not.toEqual([]);
});

describe('The wait for a busy link', () => {
  const { Comment = '', Retry = [] } = stateOf(definitions['import-auth'], 'Take lease');
  const [busy] = Retry;

  it('is bounded, with full jitter, and only for a link that is busy', () => {
    expect(busy).toMatchObject({ ErrorEquals: ['LinkBusy'], JitterStrategy: 'FULL' });
  });

  it('is told in human time as the numbers have it', () => {
    const { MaxAttempts = 0, IntervalSeconds, MaxDelaySeconds } = busy ?? {};
    const most = busy ? longestWait(busy) / 60 : 0;
    const over = most > Math.floor(most) ? 'a little over ' : '';

    expect(most - Math.floor(most)).toBeLessThan(0.25);
    expect(Comment).toContain(
      `${inWords[MaxAttempts]} tries at most ${IntervalSeconds} to ${MaxDelaySeconds} seconds apart, ` +
        `with full jitter about ${inWords[Math.round(most / 2)]} minutes, ` +
        `${over}${inWords[Math.floor(most)]} at the most`,
    );
  });
});
