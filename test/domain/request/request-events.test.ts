import { describe, expect, it } from '@jest/globals';

import { originOf, starterOf } from '../../../src/domain/request/input-origin.ts';
import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { complaintsIn, exampleIn, refusalOf } from './refusal.ts';

const request = { app: 'storefront', env: 'prod', userPoolId };

const requested = (overrides: object = {}) => ({
  version: '0',
  id: '12345678-1234-1234-1234-123456789012',
  'detail-type': 'Auth Import Requested',
  source: 'amplify-import.storefront',
  account: '111122223333',
  time: '2026-11-22T10:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: { version: '1', ...request },
  ...overrides,
});

const died = (input: unknown) => ({
  'detail-type': 'Step Functions Execution Status Change',
  source: 'aws.states',
  detail: {
    executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:import-auth:one',
    stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:import-auth',
    status: 'ABORTED',
    input: typeof input === 'string' || input === null ? input : JSON.stringify(input),
  },
});

describe('An event that asks for an import', () => {
  it('carries the same request as an execution input', () => {
    const parsed = parseInput(requested());

    expect(parsed).toEqual(parseInput(request));
    expect(parsed.kind).toBe('request');
  });

  it('may say which execution sent it', () => {
    const detail = { version: '1', executionId: 'arn:aws:states:::execution:other', ...request };

    const parsed = parseInput(requested({ detail }));

    expect(parsed).toEqual(parseInput(request));
  });

  it('may ask for the stored request', () => {
    const parsed = parseInput(requested({ detail: { app: 'storefront', env: 'prod' } }));

    expect(parsed.kind).toBe('stored');
  });

  it('is refused when its source names another app', () => {
    const text = refusalOf(requested({ source: 'amplify-import.warehouse' }));

    expect(text).toContain(
      'The source "amplify-import.warehouse" of this event does not speak for the app "storefront"; ' +
        'its source must be "amplify-import.storefront".',
    );
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });

  it('is refused for its source first, even when the request is wrong as well', () => {
    const detail = { ...request, userPoolId: 'nonsense' };

    const text = refusalOf(requested({ source: 'amplify-import.warehouse', detail }));

    expect(text).toContain('does not speak for the app "storefront"');
  });

  it('is refused when it is of another version', () => {
    const text = refusalOf(requested({ detail: { ...request, version: '2' } }));

    expect(text).toContain('is not of version "1", the only one that is understood');
  });

  it('names the fields at fault of its request', () => {
    const text = refusalOf(requested({ detail: { app: 'storefront', userPoolId } }));

    expect(complaintsIn(text)).toEqual(['env: is missing']);
  });

  it.each([
    ['no detail', requested({ detail: undefined })],
    ['a detail that is a text', requested({ detail: 'storefront' })],
    ['no source', requested({ source: undefined })],
  ])('is refused with %s', (_, event) => {
    expect(refusalOf(event)).toContain('This event has no source or no detail.');
  });
});

describe('A raw CloudTrail event', () => {
  const record = {
    eventVersion: '1.11',
    eventSource: 'cognito-idp.amazonaws.com',
    eventName: 'UpdateUserPool',
    awsRegion: 'eu-west-1',
    requestParameters: { userPoolId },
  };

  it('is refused by its type when EventBridge delivers it', () => {
    const text = refusalOf({
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.cognito-idp',
      detail: record,
    });

    expect(text).toContain(
      'An event of type "AWS API Call via CloudTrail" carries no request; ' +
        'send one of type "Auth Import Requested", or the request itself.',
    );
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });

  it('is refused by its name when it comes as the bare record', () => {
    const text = refusalOf(record);

    expect(text.split('\n')[0]).toBe(
      'This is a record of CloudTrail, of "UpdateUserPool": it carries no request.',
    );
    expect(complaintsIn(text)).toEqual([]);
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });
});

describe('The event of an execution that died', () => {
  it('runs the original request once more', () => {
    const parsed = parseInput(died(request));

    expect(parsed).toEqual(parseInput(request));
    expect(parsed.kind).toBe('request');
  });

  it('runs the request of an event once more, whose source is still judged', () => {
    const again = parseInput(died(requested()));
    const forged = refusalOf(died(requested({ source: 'amplify-import.warehouse' })));

    expect(again).toEqual(parseInput(request));
    expect(forged).toContain('does not speak for the app');
  });

  it('is refused when that execution was itself a second try', () => {
    const text = refusalOf(died(died(request)));

    expect(text).toContain('was itself the second try of another');
  });

  it.each([
    ['no input', null],
    ['an input that is no JSON', 'storefront/prod'],
    ['an input that is no object', '["storefront"]'],
  ])('is refused when it names %s', (_, input) => {
    expect(refusalOf(died(input))).toContain('The execution that died names no input to run again');
  });

  it('says what was wrong with the original input when that was invalid', () => {
    const text = refusalOf(died({ app: 'storefront', env: 'prod', userPoolID: userPoolId }));

    expect(complaintsIn(text)).toEqual([
      'userPoolID: is not a key of a request; did you mean "userPoolId"?',
    ]);
  });
});

describe('Who stands behind an input', () => {
  it.each([
    ['a request', request, 'request'],
    ['an event', requested(), 'event'],
    ['an event that cannot be read', { 'detail-type': 'x' }, 'event'],
    ["the death of a person's run", died(request), 'request'],
    ["the death of an event's run", died(requested()), 'event'],
    ['the death of nobody knows what', died(null), 'event'],
    ['no object', 'storefront/prod', 'request'],
  ])('is told by %s', (_, input, expected) => {
    expect(starterOf(input)).toBe(expected);
  });
});

describe('When an input was asked for', () => {
  const death = (input: unknown, startDate?: number) => {
    const event = died(input);
    return { ...event, time: '2026-11-23T00:00:00Z', detail: { ...event.detail, startDate } };
  };
  const began = Date.parse('2026-11-22T09:00:00.250Z');

  it.each<[string, unknown, string | null]>([
    ['an event: when it was put', requested(), '2026-11-22T10:00:00.000Z'],
    ['an event that does not say', requested({ time: undefined }), null],
    ['an event with a time that is none', requested({ time: 'noon' }), null],
    ['a request', request, null],
    ["the death of an event's run", death(requested(), began), '2026-11-22T10:00:00.000Z'],
    ["the death of a person's run", death(request, began), '2026-11-22T09:00:00.250Z'],
    ['the death of a run of which nobody knows', death(request), null],
  ])('is told by %s', (_, input, expected) => {
    expect(originOf(input).askedAt?.toISOString() ?? null).toBe(expected);
  });
});
