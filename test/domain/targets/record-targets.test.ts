import { describe, expect, it } from '@jest/globals';

import type { LinkItem } from '../../../src/contract/link.ts';
import type { PushPlan } from '../../../src/contract/push/plan.ts';
import type { PlannedTarget, RecordedTarget } from '../../../src/contract/push/target.ts';
import type { Pushed } from '../../../src/contract/states/push-auth.ts';
import { owesPush } from '../../../src/domain/targets/owed-push.ts';
import { recordedPush } from '../../../src/domain/targets/record-targets.ts';
import { requestHash } from '../../../src/domain/targets/request-hash.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { aLinkItem, link } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aPlannedTarget, aRecordedTarget } from '../../support/builders/targets.ts';

const variable = 'AUTH_STOREFRONT_USERPOOLID';
const now = '2026-11-29T12:00:00.000Z';
const written: Pushed = {
  status: 'pushed',
  wrote: true,
  after: { [variable]: userPoolId },
  error: null,
};
const request = aRequest();

function recorded(
  target: PlannedTarget,
  result: Pushed | null | undefined,
  { held = [], partial = false }: { held?: RecordedTarget[]; partial?: boolean } = {},
): LinkItem {
  const plan: PushPlan = {
    version: '1',
    ...link,
    hash: 'x',
    revision: 3,
    requestSha256: requestHash(request),
    targets: [target],
    findings: [],
  };
  const open = { plan: { key: 'push.json', sha256: 'x' }, at: now };
  const item = aLinkItem({ request, revision: 3, push: { of: null, open, targets: held } });
  const ref = { id: target.target, kind: target.kind };
  const results = result === undefined ? [] : [{ target: ref, pushed: result }];
  return recordedPush(item, { plan, results, partial, now });
}
const targetsOf = ({ push }: LinkItem) => push?.targets ?? [];

describe('The record of a push', () => {
  it('knows what was written, what stood there before, and when', () => {
    const { push } = recorded(aPlannedTarget(), written);

    expect(push).toMatchObject({
      of: { revision: 3, requestSha256: requestHash(request) },
      open: null,
      targets: [
        {
          status: 'pushed',
          keys: { [variable]: { before: null, after: userPoolId } },
          wroteAt: now,
        },
      ],
    });
  });

  it('P8: forgets a target that was given back, and one that is gone', () => {
    const keys = {
      [variable]: { before: null, seen: { value: userPoolId }, after: null, earlier: [] },
    };
    const back = aPlannedTarget({ wanted: false, keys });
    const held = [aRecordedTarget()];

    expect(
      targetsOf(recorded(back, { ...written, after: { [variable]: null } }, { held })),
    ).toEqual([]);
    expect(targetsOf(recorded(back, { ...written, status: 'gone', after: {} }, { held }))).toEqual(
      [],
    );
  });

  it.each([
    [
      'failed',
      { status: 'failed', error: 'AccessDenied', message: 'AWS denied it.' } as const,
      'AccessDenied',
    ],
    ['was never answered', null, 'TargetUnanswered'],
  ])('remembers of a target that %s what may stand there', (_, result, name) => {
    const [target] = targetsOf(recorded(aPlannedTarget(), result));

    expect(target).toMatchObject({
      status: 'failed',
      keys: { [variable]: { before: null, after: userPoolId } },
      error: { name },
    });
  });

  it('of a target that is left alone keeps what it holds, and says by which finding', () => {
    const keys = { [variable]: { ...aPlannedTarget().keys[variable]!, last: userPoolId } };
    const left = aPlannedTarget({ change: 'leave', error: 'TARGET_UNREADABLE', keys });
    const held = [aRecordedTarget()];

    expect(targetsOf(recorded(left, undefined, { held }))[0]).toMatchObject({
      status: 'left',
      keys: aRecordedTarget().keys,
      error: { name: 'TARGET_UNREADABLE' },
    });
  });

  it('owes a build for what was written, and for what a push that died may have written', () => {
    const target = aPlannedTarget({ build: 'onChange' });
    const kept = { ...target, change: 'keep' as const };

    expect(targetsOf(recorded(target, written))[0]?.build).toBe('due');
    expect(targetsOf(recorded({ ...kept, owed: true }, undefined))[0]?.build).toBe('due');
    expect(targetsOf(recorded(kept, undefined))[0]?.build).toBeNull();
  });

  it('of a part of the targets leaves the others as they were, and the push owed', () => {
    const held = [aRecordedTarget({ id: 'parameters', kind: 'parameters' })];

    const item = recorded(aPlannedTarget(), written, { held, partial: true });

    expect(targetsOf(item).map(({ id }) => id)).toEqual([
      'function:eu-west-1:orders',
      'parameters',
    ]);
    expect(owesPush(item)).toBe(true);
    expect(owesPush(recorded(aPlannedTarget(), written))).toBe(false);
  });
});

describe('The record of a build', () => {
  const branch = 'hosting:eu-west-1:d1:main';
  const hosted = { target: branch, kind: 'hosting', build: 'onChange' } as const;
  const before = { id: branch, kind: 'hosting' } as const;

  it('is owed by a branch that was written', () => {
    const [target] = targetsOf(recorded(aPlannedTarget(hosted), written));

    expect(target).toMatchObject({ status: 'pushed', build: 'due' });
  });

  it.each([
    ['for which none is asked any more', { ...hosted, build: 'never' as const }],
    ['of which none can be started', { ...hosted, noBuild: 'HOSTING_AUTO_BUILD_OFF' }],
  ])('is not owed by a branch %s', (_, overrides) => {
    const held = [aRecordedTarget({ ...before, build: 'due' })];

    const [target] = targetsOf(recorded(aPlannedTarget(overrides), written, { held }));

    expect(target?.build).toBeNull();
  });

  it('goes on where a push has nothing to write', () => {
    const held = [aRecordedTarget({ ...before, status: 'building', build: '7' })];
    const kept = aPlannedTarget({ ...hosted, change: 'keep' });

    const [target] = targetsOf(recorded(kept, undefined, { held }));

    expect(target).toMatchObject({ status: 'building', build: '7' });
  });

  it('is owed once a write that had failed turns out to have happened, not before', () => {
    const failed: Pushed = { status: 'failed', error: 'AccessDenied', message: 'No.' };
    const owed = aPlannedTarget({ ...hosted, owed: true });

    const [again] = targetsOf(recorded(owed, failed));
    const [kept] = targetsOf(recorded({ ...owed, change: 'keep' }, undefined));

    expect(again).toMatchObject({ status: 'failed', build: null });
    expect(kept).toMatchObject({ status: 'pushed', build: 'due', wroteAt: now });
  });
});
