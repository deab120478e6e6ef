import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';

const preview = { app: 'storefront', env: 'pr-42' } as const;
const [begin, end] = ['2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z'];
const later = '2026-12-24T00:00:00.000Z';
const request = { ...fullRequest, ...preview, expires: end };

/** Runs at a time. */
const runAt = (time: string, input: object) =>
  runOnce(input, { services: stackServices({ now: () => new Date(time) }) });
const event = (detail: object, time: string) => ({
  'detail-type': 'Auth Import Requested',
  source: 'amplify-import.storefront',
  time,
  detail,
});

let world: SampleAccount;
const expiring = () => [...world.dynamodb.items.keys()].filter((key) => key.startsWith('EXPIRES'));

beforeEach(() => {
  world = sampleAccount();
});

describe('A preview with an end', () => {
  test('Is imported, is told when it ends, and is found by that', async () => {
    const result = await runAt(begin, request);

    expect(result.status).toBe('published');
    expect(result.findings.map(({ code }) => code)).toContain('LINK_EXPIRES');
    expect(expiring()).toEqual([`EXPIRES\n${end}#storefront#pr-42`]);
  });

  test('Run again by app and env alone it keeps its end', async () => {
    await runAt(begin, request);

    const result = await runAt(begin, preview);

    expect(result.status).toBe('unchanged');
    expect(linkItemOf(world, preview)?.request?.expires).toBe(end);
  });

  test('Gets a later end by a request alone, without a new revision', async () => {
    await runAt(begin, request);

    const result = await runAt(begin, { ...request, expires: later });

    expect(result).toMatchObject({ status: 'published', published: { revision: 1 } });
    expect(expiring()).toEqual([`EXPIRES\n${later}#storefront#pr-42`]);
  });

  test('Stays for good once a request names no end, before it has come', async () => {
    await runAt(begin, request);

    await runAt(begin, { ...fullRequest, ...preview });

    expect(expiring()).toEqual([]);
  });
});

describe('A preview whose end has come', () => {
  const { expires: _left, ...withoutEnd } = request;
  const after = '2026-11-23T10:00:01.000Z';

  test.each([
    ['app and env alone', preview],
    ['the same request', request],
    ['a request without an end', withoutEnd],
    ['a plan of it', { ...withoutEnd, mode: 'plan' }],
    ['an event', event(withoutEnd, after)],
  ])('Is not imported again by %s: nothing is written', async (_case, input) => {
    await runAt(begin, request);
    const before = [policiesOf(world), storedTexts(world)];

    const result = await runAt(after, input);

    expect(result).toMatchObject({
      status: 'refused',
      error: { name: 'InvalidRequest', message: expect.stringContaining(end) },
    });
    expect([policiesOf(world), storedTexts(world)]).toEqual(before);
    expect(linkItemOf(world, preview)?.lease.owner).toBeNull();
  });

  test('Goes on by a request with a new end', async () => {
    await runAt(begin, request);

    const result = await runAt(after, { ...request, expires: later });

    expect(result.status).toBe('published');
    expect(linkItemOf(world, preview)?.request?.expires).toBe(later);
  });
});

test('A request whose end is past is refused before anything is read', async () => {
  const result = await runAt(later, request);

  expect(result.error?.name).toBe('InvalidRequest');
  expect(world.calls).toEqual([]);
});

test('An event cannot end an environment that has no end', async () => {
  await runAt(begin, fullRequest);

  const result = await runAt(begin, event({ ...fullRequest, expires: end }, begin));

  expect(result.error?.name).toBe('ImportRefused');
  expect(result.findings).toContainEqual(
    expect.objectContaining({ code: 'EXPECT_PLAN_NEEDED', subject: 'expires' }),
  );
  expect(linkItemOf(world)?.request?.expires).toBeNull();
});
