import { describe, expect, it } from '@jest/globals';
import type { RecordedTarget } from '../../../src/contract/push/target.ts';
import { followedItem } from '../../../src/domain/targets/follow.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aRecordedTarget } from '../../support/builders/targets.ts';

const wroteAt = '2026-11-29T12:00:00.000Z';
const due = (jobsBefore?: RecordedTarget['jobsBefore']) =>
  aRecordedTarget({ kind: 'hosting', wroteAt, build: 'due', ...(jobsBefore && { jobsBefore }) });
const followed = (stands: RecordedTarget, before: RecordedTarget, after: RecordedTarget) => {
  const item = aLinkItem({ push: { of: null, open: null, targets: [stands] } });
  return followedItem(item, [{ before, after }]).push?.targets[0];
};
const noted = due({ wroteAt, newest: '5' });

describe('What a link keeps of a look at builds', () => {
  it('is the newest job, noted before a build is started', () => {
    expect(followed(due(), due(), noted)).toEqual(noted);
  });

  it('is the note of whoever was first, since a build may have been started by it', () => {
    expect(followed(noted, due(), due({ wroteAt, newest: '6' }))).toEqual(noted);
  });

  it('is the newest job of the last write, in the place of that of an earlier one', () => {
    const older = due({ wroteAt: '2026-11-28T12:00:00.000Z', newest: '4' });

    expect(followed(older, older, noted)).toEqual(noted);
  });

  it('is the build alone once one is known', () => {
    const building = { ...noted, status: 'building', build: '6' } as const;

    const { jobsBefore: _, ...others } = building;
    expect(followed(noted, noted, building)).toEqual(others);
  });
});
