import { eventSource } from '../../../src/contract/events.ts';
import { planNotMade, type Slice } from '../../../src/contract/slices.ts';
import type { StateInput } from '../../../src/contract/states.ts';
import { executionId } from './ids.ts';
import { link } from './link.ts';
import { aRequest } from './request.ts';

export function aRun(overrides: Partial<Slice<'run'>> = {}): Slice<'run'> {
  const now = '2026-11-22T10:00:00.000Z';
  return { id: 'run-1', now, executionId, startedBy: 'request', recovers: null, ...overrides };
}

export const linkSlice: Slice<'link'> = { ...link, source: eventSource(link) };

/** What Close run reads of a run that has only just begun. */
export function runData(overrides: Partial<StateInput<'Close run'>> = {}): StateInput<'Close run'> {
  return {
    request: aRequest(),
    link: linkSlice,
    run: aRun(),
    lease: { fence: 1 },
    userPool: null,
    identityPool: null,
    plan: planNotMade,
    applied: null,
    published: null,
    recorded: null,
    announced: null,
    undone: null,
    failure: null,
    undoFailure: null,
    ...overrides,
  };
}
