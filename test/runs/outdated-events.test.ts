import { describe, expect, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { detailTypes } from '../../src/contract/events.ts';
import {
  announcedTypes,
  fullRequest,
  linkItemOf,
  policiesOf,
  recordIn,
  runOnce,
  stackServices,
  traces,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';
import { aPutEvent } from '../support/builders/events.ts';
import { linkSlice } from '../support/builders/run.ts';

/** Nothing for guests, so that an event alone may ask for it. */
const some = withGrants(['read'], []);
const more = withGrants(['create', 'read'], []);

const start = new Date('2026-11-22T10:00:00.500Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
/** EventBridge tells whole seconds. */
const put = (detail: object, seconds: number, type: string = detailTypes.importRequested) =>
  aPutEvent(detail, {
    time: at(seconds).toISOString().replace(/\.\d+/, ''),
    'detail-type': type,
  });
/** A run that begins so many seconds after the start. */
const run = (input: unknown, seconds: number) =>
  runOnce(input, { services: stackServices({ now: () => at(seconds) }) });

describe('An event that comes after a newer one', () => {
  test('changes nothing, says so, and ends well without an event', async () => {
    const world = sampleAccount();
    await run(put(more, 10), 11);
    const [before, announced] = [traces(world), announcedTypes(world)];

    const late = await run(put(some, 9), 12);

    expect(late).toMatchObject({
      status: 'unchanged',
      findings: [
        {
          code: 'RUN_OUTDATED',
          severity: 'info',
          subject: 'storefront/prod',
          facts: {
            why: {
              what: 'asked for before',
              asked: '2026-11-22T10:00:09.000Z',
              standing: '2026-11-22T10:00:10.000Z',
            },
          },
        },
      ],
    });
    expect(late.error).toBeUndefined();
    expect(traces(world)).toEqual(before);
    expect(announcedTypes(world)).toEqual(announced);
  });

  test('of the same second counts as the newer one', async () => {
    sampleAccount();
    await run(put(more, 10), 11);

    const other = await run(put(some, 10), 12);

    expect(other.status).toBe('published');
  });

  test('of the same second is handled once, however often it is delivered', async () => {
    const world = sampleAccount();
    const [one, other] = [
      { ...put(some, 10), id: 'one' },
      { ...put(more, 10), id: 'other' },
    ];
    await run(one, 11);
    await run(other, 12);
    const before = traces(world);

    const again = await run(one, 13);

    expect(codes(again.findings)).toEqual(['RUN_OUTDATED']);
    expect(traces(world)).toEqual(before);
  });

  test('also where the newer one had nothing to change', async () => {
    const world = sampleAccount();
    await run(more, 0);
    await run(put(more, 20), 21);
    const before = traces(world);

    const late = await run(put(some, 10), 22);

    expect(codes(late.findings)).toEqual(['RUN_OUTDATED']);
    expect(traces(world)).toEqual(before);
  });

  test('does not come late for a newer one that was refused, or only planned', async () => {
    const world = sampleAccount();
    await run(some, 0);
    const refused = await run(put(fullRequest, 20), 21);
    await run(put({ ...more, mode: 'plan' }, 22), 23);

    const late = await run(put(more, 10), 24);

    expect([refused.status, late.status]).toEqual(['refused', 'published']);
    expect(linkItemOf(world)?.asOf).toBe(at(9.5).toISOString());
  });

  test('comes late for a request that began after it', async () => {
    sampleAccount();
    await run(more, 20);

    const late = await run(put(some, 10), 30);
    const later = await run(put(some, 25), 31);

    expect(codes(late.findings)).toEqual(['RUN_OUTDATED']);
    expect(later.status).toBe('published');
  });

  test('does not keep a request from going back', async () => {
    sampleAccount();
    await run(put(more, 10), 11);

    const request = await run(some, 12);

    expect(request.status).toBe('published');
  });
});

describe('The time of an event', () => {
  test('from the future makes nothing outdated that is put after it came', async () => {
    const world = sampleAccount();
    await run(put(more, 1e6), 10);

    const next = await run(put(some, 11), 12);

    expect(next.status).toBe('published');
    expect(linkItemOf(world)?.asOf).toBe(at(10.5).toISOString());
  });

  test('is that of its handling where it names none', async () => {
    sampleAccount();
    await run(more, 10);

    const untimed = await run(aPutEvent(some), 11);

    expect(untimed.status).toBe('published');
  });
});

describe('What a run that died had brought', () => {
  test('was asked for when it was, not when another run records it', async () => {
    const world = sampleAccount();
    world.faults.kill(recordIn(world), 'before');
    await run(put(more, 10), 11);
    world.faults.revive();
    const refused = await run(put(fullRequest, 30), 31);
    const committed = linkItemOf(world);

    const between = await run(put(some, 20), 40);

    expect([refused.status, committed?.revision]).toEqual(['refused', 1]);
    expect(committed?.asOf).toBe('2026-11-22T10:00:10.000Z');
    expect(between.status).toBe('published');
  });

  test('of a request was asked for when that began, also by the run that makes it good', async () => {
    const world = sampleAccount();
    world.faults.kill('iam:PutRolePolicy', 'after');
    await run(more, 10);
    world.faults.revive();
    const death = aPutEvent(
      {
        executionArn: linkItemOf(world)?.lease.owner,
        stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:import',
        status: 'ABORTED',
        startDate: at(10).getTime(),
        input: JSON.stringify(more),
      },
      { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change' },
    );
    const again = await run(death, 60);

    const newer = await run(put(some, 30), 61);

    expect([again.status, newer.status]).toEqual(['published', 'published']);
  });
});

test('A link of which an earlier version does not say since when takes any event', async () => {
  const world = sampleAccount();
  await run(more, 10);
  const key = `LINK#${linkSlice.app}#${linkSlice.env}\nLINK`;
  const { asOf: _asOf, ...earlier } = linkItemOf(world) ?? {};
  const stored = world.dynamodb.items.get(key);
  world.dynamodb.items.set(key, { ...stored, ...marshall({ link: earlier }) });

  const late = await run(put(some, 5), 20);

  expect(late.status).toBe('published');
  expect(policiesOf(world)['CognitoGuest']).toEqual({});
});

describe('A link that was removed', () => {
  const remove = (seconds: number, handled = seconds + 1) =>
    removeOnce(put({ app: 'storefront', env: 'prod' }, seconds, detailTypes.removeRequested), {
      services: stackServices({ now: () => at(handled) }),
    });

  test('comes not back by an event from before', async () => {
    const world = sampleAccount();
    await run(more, 0);
    await removeOnce(
      { app: 'storefront', env: 'prod' },
      {
        services: stackServices({ now: () => at(20) }),
      },
    );

    const late = await run(put(some, 10), 30);

    expect(codes(late.findings)).toEqual(['RUN_OUTDATED']);
    expect(linkItemOf(world)?.removed).not.toBeNull();
  });

  test('nor by one from before it was asked to go once more', async () => {
    const world = sampleAccount();
    await run(more, 0);
    await removeOnce(
      { app: 'storefront', env: 'prod' },
      {
        services: stackServices({ now: () => at(20) }),
      },
    );
    const twice = await remove(40);

    const between = await run(put(some, 30), 50);
    const later = await run(put(some, 45), 51);

    expect(twice.result?.status).toBe('unchanged');
    expect([codes(between.findings), later.status]).toEqual([['RUN_OUTDATED'], 'published']);
    expect(linkItemOf(world)?.removed).toBeNull();
  });

  test('stays, when an event to remove it comes after a newer import', async () => {
    const world = sampleAccount();
    await run({ ...more, expires: '2099-01-01T00:00:00Z', removeByEvent: true }, 10);

    const late = await remove(5, 12);
    const stands = linkItemOf(world)?.removed;
    const due = await remove(20);

    expect(late.result).toMatchObject({
      status: 'unchanged',
      findings: [{ code: 'RUN_OUTDATED' }],
    });
    expect([stands, due.result?.status]).toEqual([null, 'removed']);
  });
});
