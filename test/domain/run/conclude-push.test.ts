import { describe, expect, it } from '@jest/globals';

import type { PushPlan } from '../../../src/contract/push/plan.ts';
import type { StateInput } from '../../../src/contract/states.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import { concludePush } from '../../../src/domain/run/conclude-push.ts';
import { resultWithinRoom } from '../../../src/domain/run/result-within-room.ts';
import { executionId } from '../../support/builders/ids.ts';
import { aLinkItem, link } from '../../support/builders/link.ts';
import { aRun, linkSlice } from '../../support/builders/run.ts';
import { aPlannedTarget, aRecordedTarget } from '../../support/builders/targets.ts';

const [orders, mail] = ['function:eu-west-1:orders', 'function:eu-west-1:mail'];
const report = 's3://acme/reports/storefront/prod/run-1/push-report.json';

function aPushPlan(overrides: Partial<PushPlan> = {}): PushPlan {
  return {
    version: '1',
    ...link,
    hash: `sha256:${'0'.repeat(64)}`,
    revision: 3,
    requestSha256: '1',
    targets: [aPlannedTarget(), aPlannedTarget({ target: mail })],
    findings: [],
    ...overrides,
  };
}

function given(overrides: Partial<StateInput<'Close push'>> = {}): StateInput<'Close push'> {
  const targets = [{ id: orders, kind: 'function' as const }];
  return {
    link: linkSlice,
    run: aRun(),
    push: { mode: 'push', only: null, follow: false },
    lease: { fence: 1 },
    pushPlan: { key: 'push.json', sha256: '0', revision: 3, open: true, targets },
    results: [
      {
        target: { id: orders, kind: 'function' },
        pushed: { status: 'pushed', wrote: true, after: {}, error: null },
      },
    ],
    recorded: { revision: 3 },
    builds: { running: 0, waitSeconds: 15 },
    failure: null,
    announced: null,
    ...overrides,
  };
}

const pushed = (...targets: ReturnType<typeof aRecordedTarget>[]) =>
  aLinkItem({ revision: 3, push: { of: null, open: null, targets } });
const good = pushed(aRecordedTarget(), aRecordedTarget({ id: mail }));
const denied = { name: 'AccessDenied', message: 'AWS denied lambda:GetFunction.' };

describe('The end of a push', () => {
  it('tells the bus which revision the targets have', () => {
    expect(concludePush(given(), aPushPlan(), good, report)).toMatchObject({
      error: null,
      cause: null,
      detailType: 'Auth Pushed',
      detail: { version: '1', ...link, executionId, revision: 3, pushed: [orders, mail] },
      result: { status: 'pushed', revision: 3, report },
    });
  });

  it('is "unchanged" where every target was as wanted', () => {
    const data = given({ results: [] });

    expect(concludePush(data, aPushPlan(), good, report).result.status).toBe('unchanged');
  });

  it('counts a target that cannot be read among those that have got it, where it was pushed before', () => {
    const unread = { change: 'leave', error: 'TARGET_UNREADABLE' } as const;
    const key = { before: null, seen: null, after: '1', earlier: [] };
    const targets = [
      aPlannedTarget({ ...unread, keys: { AUTH_ID: { ...key, last: '1' } } }),
      aPlannedTarget({ ...unread, target: mail, keys: { AUTH_ID: key } }),
    ];
    const left = { status: 'left' as const, error: denied };
    const item = pushed(aRecordedTarget(left), aRecordedTarget({ id: mail, ...left }));

    const { cause } = concludePush(given(), aPushPlan({ targets }), item, report);

    expect(cause).toMatch(
      /^1 target of storefront\/prod has not got what was imported; 1 has, of which 1 cannot be read now\.\n/,
    );
  });

  it('P4: names each target that has not got it, beside those that have', () => {
    const item = pushed(
      aRecordedTarget(),
      aRecordedTarget({ id: mail, status: 'failed', error: denied }),
    );

    const { error, cause, detailType, detail, result } = concludePush(
      given(),
      aPushPlan(),
      item,
      report,
    );

    expect({ error, detailType, detail }).toEqual({
      error: 'PushIncomplete',
      detailType: 'Auth Push Failed',
      detail: {
        version: '1',
        ...link,
        executionId,
        error: 'PushIncomplete',
        failed: [{ target: mail, error: 'AccessDenied' }],
        report,
      },
    });
    expect(cause).toContain(`- ${mail}: AccessDenied. AWS denied lambda:GetFunction.`);
    expect(cause).toContain(
      `echo '{"app":"storefront","env":"prod","only":["failed"]}' | amplify-import start - --machine push-auth --wait\n`,
    );
    expect(result.targets).toEqual([
      { id: orders, kind: 'function', status: 'pushed' },
      { id: mail, kind: 'function', status: 'failed', error: denied },
    ]);
  });

  it.each([
    ['.amplify-import/reports/storefront/prod/run-1/push-report.json', ''],
    ['/srv/the shop/reports/storefront/prod/run-1/push-report.json', " --store '/srv/the shop'"],
    [report, ' --store aws'],
  ])('in process is taken up again by the command, in the store of %s', (address, store) => {
    const item = pushed(aRecordedTarget({ id: mail, status: 'failed', error: denied }));
    const data = given({ run: aRun({ executionId: 'local:host:1:x' }) });

    expect(concludePush(data, aPushPlan(), item, address).cause).toContain(
      `amplify-import push --app storefront --env prod --only failed${store}\n`,
    );
  });

  it('counts a target that was left alone as one that has not got it', () => {
    const left = aRecordedTarget({ id: mail, status: 'left', error: denied });

    expect(concludePush(given(), aPushPlan(), pushed(aRecordedTarget(), left), report).error).toBe(
      'PushIncomplete',
    );
  });

  it('is told to nobody where a push was only planned', () => {
    const data = given({
      push: { mode: 'plan', only: null, follow: false },
      pushPlan: { ...given().pushPlan, open: false },
      results: null,
      recorded: null,
    });

    expect(concludePush(data, aPushPlan(), good, report)).toMatchObject({
      error: null,
      detailType: null,
      result: { status: 'planned', plan: { targets: [{ target: orders }, { target: mail }] } },
    });
  });

  it('keeps the error by which the push failed, and says nothing of targets that it does not know of', () => {
    const Cause = JSON.stringify({ errorMessage: 'Another run has taken over.' });
    const data = given({ failure: { Error: 'LeaseLost', Cause }, recorded: null, results: null });

    expect(concludePush(data, aPushPlan(), good, report)).toMatchObject({
      error: 'LeaseLost',
      detailType: 'Auth Push Failed',
      detail: { failed: [] },
      result: { status: 'failed' },
    });
  });

  it('is a refusal where another run holds the link', () => {
    const failure = { Error: 'LinkBusy', Cause: 'Another run is under way.' };
    const data = given({ failure, recorded: null, results: null, lease: null });

    expect(concludePush(data, null, good, report).result.status).toBe('refused');
  });

  it('leaves what is written on targets to the report where it is too much for state data', () => {
    const targets = Array.from({ length: 300 }, (_, index) =>
      aPlannedTarget({ target: `function:eu-west-1:orders-${index}` }),
    );
    const { result } = concludePush(given(), aPushPlan({ targets }), good, report);

    expect(result.plan?.targets).toHaveLength(300);
    const told = resultWithinRoom(result);
    expect(told.plan?.targets.map(({ keys }) => keys)).toEqual(
      Array.from({ length: told.plan?.targets.length ?? 0 }, () => ({})),
    );
    expect(told.missing).toContain('what is written on targets, did not fit here');
    expect(JSON.stringify(told).length).toBeLessThan(60_000);
  });

  it('keeps its cause in bounds, and the report in its last line', () => {
    const failure = { Error: 'AwsFault', Cause: 'x'.repeat(50_000) };

    const { cause } = concludePush(given({ failure, recorded: null }), null, good, report);

    expect(cause?.length).toBeLessThanOrEqual(longestCause);
    expect(JSON.parse(cause?.split('\n').at(-1) ?? '')).toMatchObject({ report });
  });
});
