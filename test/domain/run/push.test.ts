import { describe, expect, it } from '@jest/globals';

import { pushStates } from '../../../src/contract/states/push-auth.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import { beginPush, concludePush, recordedPush } from '../../../src/domain/run/push.ts';
import { executionId } from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aRun, linkSlice } from '../../support/builders/run.ts';

const event = (overrides: object = {}) => ({
  id: '1',
  source: 'amplify-import.storefront',
  'detail-type': 'Auth Config Published',
  detail: { version: '1', app: 'storefront', env: 'prod', executionId, revision: 3 },
  ...overrides,
});
const begin = (input: unknown) =>
  pushStates['Read push request'].output.parse(beginPush(input, aRun()));

describe('A push', () => {
  it('begins from the event of a published config, with every slice laid out', () => {
    expect(begin(event())).toEqual({
      link: linkSlice,
      run: aRun(),
      revision: 3,
      recorded: null,
      announced: null,
      failure: null,
      outcome: null,
    });
  });

  it('begins from a request of its own, which need not know the revision', () => {
    const detail = { version: '1', app: 'storefront', env: 'prod' };

    const data = begin(event({ 'detail-type': 'Auth Push Requested', detail }));

    expect(data).toMatchObject({ link: linkSlice, revision: null, outcome: null });
  });

  it.each([
    ['is no event', { app: 'storefront' }, 'A push starts from an event of type'],
    ['is nothing', null, 'A push starts from an event of type'],
    [
      'is of another type',
      event({ 'detail-type': 'Auth Removed' }),
      '"Auth Config Published" or "Auth Push Requested"',
    ],
    [
      'speaks for another app',
      event({ source: 'amplify-import.warehouse' }),
      'does not speak for the app "storefront"',
    ],
    ['names no app', event({ detail: { version: '1', env: 'prod' } }), 'app: '],
    [
      'is of another version',
      event({ detail: { version: '2', app: 'storefront', env: 'prod' } }),
      'version: ',
    ],
  ])('is refused in plain words when its input %s', (_, input, text) => {
    const { link, outcome } = begin(input);

    expect(link).toBeNull();
    expect(outcome?.error).toBe('InvalidRequest');
    expect(outcome?.cause).toContain(text);
  });

  it('is noted on the link with the revision that stands', () => {
    const item = aLinkItem({ revision: 4 });

    expect(recordedPush(item, aRun())).toEqual({
      ...item,
      push: { revision: 4, executionId, at: aRun().now },
    });
  });

  it('that failed keeps its error and tells the bare message', () => {
    const Cause = JSON.stringify({ errorMessage: 'No import of storefront/prod is recorded.' });

    const outcome = concludePush(linkSlice, aRun(), { Error: 'LinkNotRecorded', Cause });

    expect(outcome).toEqual({
      error: 'LinkNotRecorded',
      cause: 'No import of storefront/prod is recorded.',
      detail: {
        version: '1',
        app: 'storefront',
        env: 'prod',
        executionId,
        error: 'LinkNotRecorded',
      },
    });
  });

  it('that failed keeps its cause in bounds', () => {
    const failure = { Error: 'AwsFault', Cause: 'x'.repeat(50_000) };

    expect(concludePush(linkSlice, aRun(), failure).cause).toHaveLength(longestCause);
  });
});
