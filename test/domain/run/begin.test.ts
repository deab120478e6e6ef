import { describe, expect, it } from '@jest/globals';

import { importStates } from '../../../src/contract/states/import-auth.ts';
import {
  beginRun,
  completeInput,
  linksToRead,
  refuseInput,
  runOf,
  unlessPast,
} from '../../../src/domain/run/begin.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import { invalid, parseInput } from '../../../src/domain/request/request-parsing.ts';
import {
  executionId,
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aRun } from '../../support/builders/run.ts';

const otherPoolId = 'eu-west-1_Another01';
const began = '2026-11-22T10:00:00.123Z';
const nobody = { own: null, sibling: null };

describe('A run', () => {
  it('is named by its time and its execution, so that names sort by time', () => {
    const first = runOf(executionId, new Date('2026-11-22T09:59:59.999Z'), {
      startedBy: 'request',
    });
    const second = runOf(executionId, new Date('2026-11-22T10:00:00.123Z'), {
      startedBy: 'request',
    });
    const other = runOf(`${executionId}-2`, new Date('2026-11-22T10:00:00.123Z'), {
      startedBy: 'request',
    });

    expect(second.id).toMatch(/^20261122T100000Z-[0-9a-f]{8}$/);
    expect(second).toMatchObject({ now: '2026-11-22T10:00:00.123Z', executionId });
    expect([second.id, first.id].sort()).toEqual([first.id, second.id]);
    expect(other.id).not.toBe(second.id);
  });

  it.each([
    ['when its event was put', '2026-11-22T09:59:58Z', '2026-11-22T09:59:58.000Z'],
    ['when it begins, where the event says that it is from later', '2027-01-01T00:00:00Z', began],
    ['when it begins, where nobody says', null, began],
  ])('was asked for %s', (_, time, asOf) => {
    const askedAt = time === null ? null : new Date(time);

    const run = runOf(executionId, new Date(began), { startedBy: 'event', askedAt });

    expect(run.asOf).toBe(asOf);
  });

  it('lays out every slice as null, and the plan with all its paths', () => {
    const data = beginRun(aRequest(), aRun());

    const { request, link, run, plan, ...slices } = importStates['Read request'].output.parse(data);
    expect(request).toEqual(aRequest());
    expect(link).toEqual({ app: 'storefront', env: 'prod', source: 'amplify-import.storefront' });
    expect(run).toEqual(aRun());
    expect(new Set(Object.values(plan))).toEqual(new Set([null]));
    expect(Object.keys(plan)).toHaveLength(9);
    expect(new Set(Object.values(slices))).toEqual(new Set([null]));
  });

  it('ends at once when its input cannot be understood', () => {
    const data = refuseInput('The request is empty.', aRun());

    expect(importStates['Read request'].output.parse(data).outcome).toMatchObject({
      status: 'refused',
      error: 'InvalidRequest',
      cause: 'The request is empty.',
      result: { status: 'refused', error: { name: 'InvalidRequest' }, findings: [] },
    });
    expect(data.request).toBeNull();
  });

  it('keeps a cause of any length in bounds', () => {
    const data = refuseInput('x'.repeat(20_000), aRun());

    expect(data.outcome?.cause).toHaveLength(longestCause);
  });
});

describe('The links that an input needs', () => {
  it.each([
    [
      'its own for the stored request',
      { app: 'storefront', env: 'qa' },
      { own: { app: 'storefront', env: 'qa' }, sibling: null },
    ],
    [
      'its sibling for "from"',
      { app: 'storefront', env: 'qa', from: 'dev' },
      { own: null, sibling: { app: 'storefront', env: 'dev' } },
    ],
    ['none for a whole request', { app: 'storefront', env: 'qa', userPoolId }, nobody],
    ['none for an input that cannot be read', {}, nobody],
  ])('are %s', (_, input, links) => {
    expect(linksToRead(parseInput(input))).toEqual(links);
  });
});

describe('The stored request', () => {
  const stored = aLinkItem({ request: aRequest({ adopt: false }) });

  it('H-2: is run again as it is, with the options of this run', () => {
    const parsed = parseInput({ app: 'storefront', env: 'prod', mode: 'plan', adopt: true });

    const request = completeInput(parsed, { own: stored, sibling: null });

    expect(request).toEqual(aRequest({ mode: 'plan', adopt: true }));
  });

  it.each([
    ['the link is not recorded', null],
    ['the link has none', aLinkItem()],
  ])('is missed in plain words when %s', (_, own) => {
    const completed = completeInput(parseInput({ app: 'storefront', env: 'prod' }), {
      own,
      sibling: null,
    });

    expect(completed).toMatchObject({
      kind: 'incomplete',
      reason: expect.stringContaining('No request of storefront/prod is stored'),
      asked: { app: 'storefront', env: 'prod' },
    });
  });

  it('leaves an input that cannot be read as it is', () => {
    const parsed = invalid('The request is empty.');

    expect(completeInput(parsed, { own: stored, sibling: null })).toBe(parsed);
  });
});

describe('A new environment that keeps the pools of another one', () => {
  const dev = aLinkItem({ env: 'dev', request: aRequest({ env: 'dev', nativeClientId }) });
  const complete = (input: object) =>
    completeInput(parseInput({ app: 'storefront', env: 'qa', from: 'dev', ...input }), {
      own: null,
      sibling: dev,
    });

  it('takes user pool, clients and identity pool', () => {
    const request = complete({});

    expect(request).toMatchObject({
      env: 'qa',
      userPoolId,
      webClientId,
      nativeClientId,
      identityPoolId,
    });
  });

  it('H-5: takes nothing that it names itself, and no grants', () => {
    const request = complete({ webClientId: nativeClientId });

    expect(request).toMatchObject({ userPoolId, webClientId: nativeClientId, identityPoolId });
    expect(request).toMatchObject({ grants: { storage: [] } });
  });

  it('takes the role by which the pools are read', () => {
    const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';
    const request = aRequest({ env: 'dev', readRoleArn });
    const kept = (input: object) =>
      completeInput(parseInput({ app: 'storefront', env: 'qa', from: 'dev', ...input }), {
        own: null,
        sibling: aLinkItem({ env: 'dev', request }),
      });

    expect(kept({})).toMatchObject({ userPoolId, readRoleArn });
    expect(kept({ userPoolId: otherPoolId })).toMatchObject({ readRoleArn: null });
  });

  it('H-3: takes an identity pool that it names beside a sibling without one', () => {
    const alone = aLinkItem({
      env: 'dev',
      request: aRequest({ env: 'dev', identityPoolId: null }),
    });
    const parsed = parseInput({ app: 'storefront', env: 'qa', from: 'dev', identityPoolId });

    const request = completeInput(parsed, { own: null, sibling: alone });

    expect(request).toMatchObject({ userPoolId, identityPoolId });
  });

  it('takes no client of another user pool than its own', () => {
    const request = complete({ userPoolId: otherPoolId });

    expect(request).toMatchObject({
      userPoolId: otherPoolId,
      webClientId: null,
      nativeClientId: null,
      identityPoolId: null,
    });
  });

  it('is refused when the other one is not recorded', () => {
    const parsed = parseInput({ app: 'storefront', env: 'qa', from: 'dev' });

    const completed = completeInput(parsed, nobody);

    expect(completed).toMatchObject({
      kind: 'incomplete',
      reason: 'from: no request of storefront/dev is stored, so its pools cannot be kept.',
    });
  });
});

describe('An end that is past', () => {
  const expires = '2026-11-22T09:59:59Z';
  const now = new Date('2026-11-22T10:00:00Z');

  it('refuses a request that names it, before anything is read', () => {
    expect(unlessPast(aRequest({ expires }), now)).toMatchObject({
      kind: 'invalid',
      text: expect.stringContaining(`expires: ${expires} is past`),
    });
  });

  it('refuses app and env alone of a link that has it stored', () => {
    const own = aLinkItem({ request: aRequest({ expires }) });

    const completed = completeInput(parseInput({ app: 'storefront', env: 'prod' }), {
      own,
      sibling: null,
    });

    expect(unlessPast(completed, now)).toMatchObject({ kind: 'invalid' });
  });

  it('is no matter where the end lies ahead, or the input is refused already', () => {
    const request = aRequest({ expires: '2026-11-22T10:00:01Z' });
    const refused = invalid('The request is empty.');

    expect(unlessPast(request, now)).toBe(request);
    expect(unlessPast(refused, now)).toBe(refused);
  });
});

describe('A request without a user pool', () => {
  it('H-1: is refused by the name of the field', () => {
    const parsed = parseInput({ app: 'storefront', env: 'prod', oauth: 'off' });

    const completed = completeInput(parsed, nobody);

    expect(completed).toMatchObject({
      kind: 'incomplete',
      reason: expect.stringContaining('- userPoolId: is missing'),
      asked: { app: 'storefront', env: 'prod', oauth: 'off' },
    });
  });
});
