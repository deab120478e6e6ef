import { describe, expect, it } from '@jest/globals';

import { pushStates } from '../../../src/contract/states/push-auth.ts';
import { beginPush } from '../../../src/domain/run/push.ts';
import { executionId } from '../../support/builders/ids.ts';
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
const asRecorded = { mode: 'push', only: null, follow: false };

describe('A push', () => {
  it('begins from the event of a published config, with every slice laid out', () => {
    expect(begin(event())).toEqual({
      link: linkSlice,
      run: aRun(),
      push: asRecorded,
      lease: null,
      pushPlan: { key: null, sha256: null, revision: null, open: false, targets: [] },
      results: null,
      recorded: null,
      builds: null,
      failure: null,
      outcome: null,
      announced: null,
    });
  });

  it('takes nothing but the link from the event: a late one brings no older revision', () => {
    const detail = { version: '1', app: 'storefront', env: 'prod', revision: 1, only: ['x'] };

    expect(begin(event({ detail }))).toMatchObject({ push: asRecorded, outcome: null });
  });

  it.each([
    ['a person', (asked: object) => asked],
    ['the console, with its comment', (asked: object) => ({ Comment: 'Try it', ...asked })],
    [
      'an event that asks for it',
      (asked: object) =>
        event({ 'detail-type': 'Auth Push Requested', detail: { version: '1', ...asked } }),
    ],
  ])('begins from %s, with what was asked for', (_, input) => {
    const asked = { app: 'storefront', env: 'prod', mode: 'plan', only: ['failed'] };

    expect(begin(input(asked))).toMatchObject({
      link: linkSlice,
      push: { mode: 'plan', only: ['failed'], follow: false },
      outcome: null,
    });
  });

  it('goes on for one that died, from what that one had begun with', () => {
    const input = JSON.stringify({ app: 'storefront', env: 'prod', only: ['parameters'] });
    const death = {
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      detail: { executionArn: executionId, stateMachineArn: 'x', status: 'ABORTED', input },
    };

    expect(begin(death)).toMatchObject({ link: linkSlice, push: { only: ['parameters'] } });
  });

  it.each([
    ['names no environment', { app: 'storefront' }, 'env: '],
    ['is nothing', null, 'app: '],
    ['is a text', 'Auth Config Published', 'app: '],
    ['has a key that nobody knows', { app: 'a', env: 'b', onyl: [] }, 'onyl'],
    ['asks for no target', { app: 'a', env: 'b', only: [] }, 'only: '],
    [
      'is an event of another type',
      event({ 'detail-type': 'Auth Removed' }),
      '"Auth Config Published" or "Auth Push Requested"',
    ],
    [
      'speaks for another app',
      event({ source: 'amplify-import.warehouse' }),
      'does not speak for the app "storefront"',
    ],
    ['is an event without an app', event({ detail: { version: '1', env: 'prod' } }), 'app: '],
    [
      'is of another version',
      event({ detail: { version: '2', app: 'storefront', env: 'prod' } }),
      'version: ',
    ],
  ])('is refused in plain words when its input %s', (_, input, text) => {
    const { link, outcome } = begin(input);

    expect(link).toBeNull();
    expect(outcome).toMatchObject({
      error: 'InvalidRequest',
      detailType: null,
      result: { status: 'refused' },
    });
    expect(outcome?.cause).toContain(text);
  });
});
