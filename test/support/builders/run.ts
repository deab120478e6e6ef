import { eventSource } from '../../../src/contract/events.ts';
import type { Slice } from '../../../src/contract/slices.ts';
import type { StateInput } from '../../../src/contract/states.ts';
import { emptyImport } from '../../../src/contract/states/import-auth.ts';
import { emptyPush } from '../../../src/contract/states/push-auth.ts';
import { executionId } from './ids.ts';
import { link } from './link.ts';
import { aRequest } from './request.ts';

export function aRun(overrides: Partial<Slice<'run'>> = {}): Slice<'run'> {
  const now = '2026-11-22T10:00:00.000Z';
  return {
    id: 'run-1',
    now,
    executionId,
    startedBy: 'request',
    asOf: now,
    eventId: null,
    recovers: null,
    ...overrides,
  };
}

export const linkSlice: Slice<'link'> = { ...link, source: eventSource(link) };

/** What Close run reads of a run that has only just begun. */
export function runData(overrides: Partial<StateInput<'Close run'>> = {}): StateInput<'Close run'> {
  const { outcome: _outcome, ...begun } = emptyImport(aRun());
  return { ...begun, request: aRequest(), link: linkSlice, lease: { fence: 1 }, ...overrides };
}

/** What Close push reads of a push that is recorded, and had no target. */
export function aClosingPush(
  overrides: Partial<StateInput<'Close push'>> = {},
): StateInput<'Close push'> {
  const { outcome: _outcome, ...begun } = emptyPush(aRun());
  return {
    ...begun,
    link: linkSlice,
    push: { mode: 'push', only: null, follow: false },
    lease: { fence: 1 },
    pushPlan: { ...begun.pushPlan, open: true },
    results: [],
    recorded: { revision: 1 },
    ...overrides,
  };
}
