import { describe, expect, it } from '@jest/globals';
import { pushStateOf } from '../../../src/domain/links/push-state.ts';
import { aRequest } from '../../support/builders/request.ts';
import { anImportedItem, pushOf } from '../../support/builders/standing.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';

const wanting = aRequest({ parameters: true });
const afterPush = (...targets: Parameters<typeof aRecordedTarget>) =>
  anImportedItem({
    request: wanting,
    push: pushOf(
      wanting,
      targets.map((target) => aRecordedTarget(target)),
    ),
  });

describe('How the targets of a link stand', () => {
  it('is of no account without any, though no push has said so', () => {
    expect(pushStateOf(anImportedItem({ push: null }), false)).toBe('none');
  });

  it('is owed until the first push', () => {
    expect(pushStateOf(anImportedItem({ request: wanting, push: null }), false)).toBe('owed');
  });

  it('is owed for another revision, another request, and while a push has not ended', () => {
    const pushed = afterPush({ status: 'pushed' });
    const open = { plan: { key: 'k', sha256: 's' }, at: '2026-11-22T10:00:00Z' };

    expect(pushStateOf({ ...pushed, revision: 3 }, false)).toBe('owed');
    expect(pushStateOf({ ...pushed, request: aRequest() }, false)).toBe('owed');
    expect(pushStateOf({ ...pushed, push: { ...pushOf(wanting), open } }, false)).toBe('owed');
  });

  it('is pushed where every target has it', () => {
    expect(pushStateOf(afterPush({ status: 'pushed' }), false)).toBe('pushed');
  });

  it.each(['failed', 'left'] as const)('is incomplete where one is %s', (status) => {
    const item = anImportedItem({
      request: wanting,
      push: pushOf(wanting, [
        aRecordedTarget({ status: 'pushed', build: 'due' }),
        aRecordedTarget({ status }),
      ]),
    });

    expect(pushStateOf(item, false)).toBe('incomplete');
  });

  it('is building while a build runs, and owed where one is still to be started', () => {
    expect(pushStateOf(afterPush({ status: 'building', build: '7' }), false)).toBe('building');
    expect(pushStateOf(afterPush({ status: 'pushed', build: 'due' }), false)).toBe('owed');
    expect(pushStateOf(afterPush({ status: 'pushed', invalidation: 'due' }), false)).toBe('owed');
  });

  it('is of no account once the link was removed', () => {
    expect(pushStateOf(afterPush({ status: 'failed' }), true)).toBe('none');
  });
});
