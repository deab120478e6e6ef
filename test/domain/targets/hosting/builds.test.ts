import { describe, expect, it } from '@jest/globals';
import {
  adoptableJob,
  builtBy,
  type HostingJob,
} from '../../../../src/domain/targets/hosting/builds.ts';

const wroteAt = '2026-11-29T12:00:00.000Z';
const aJob = (overrides: Partial<HostingJob> = {}): HostingJob => ({
  id: '7',
  type: 'RELEASE',
  startedAt: '2026-11-29T12:00:01.000Z',
  state: 'running',
  ...overrides,
});

describe('The build that has what was written', () => {
  it('is the newest release that began since', () => {
    const jobs = [
      aJob({ id: '8', startedAt: '2026-11-29T12:00:02.000Z' }),
      aJob({ id: '9', startedAt: '2026-11-29T12:00:03.000Z' }),
      aJob(),
    ];

    expect(adoptableJob(jobs, wroteAt)?.id).toBe('9');
  });

  it.each([
    ['began before', { startedAt: '2026-11-29T11:59:59.999Z' }],
    ['builds an older commit again', { type: 'RETRY' }],
    ['has no time', { startedAt: '' }],
  ])('is none that %s', (_, job) => {
    expect(adoptableJob([aJob(job)], wroteAt)).toBeNull();
  });

  it('is none where nobody knows when the target was written', () => {
    expect(adoptableJob([aJob()], null)).toBeNull();
  });
});

describe('A target by its build', () => {
  const branch = {
    kind: 'hosting',
    region: 'eu-west-1',
    appId: 'd1',
    branch: 'feature/x',
  } as const;

  it.each([
    ['running', 'building'],
    ['succeeded', 'pushed'],
  ] as const)('that is %s is %s', (state, status) => {
    expect(builtBy({ id: 'x' }, branch, aJob({ state }))).toEqual({
      status,
      build: '7',
      error: null,
    });
  });

  it.each(['failed', 'cancelled'] as const)(
    'that was %s is told with the page of the build',
    (state) => {
      const { status, error } = builtBy({ id: 'x' }, branch, aJob({ state }));

      expect(status).toBe('failed');
      expect(error?.name).toBe('BuildFailed');
      expect(error?.message).toContain('/apps/d1/branches/feature%2Fx/deployments/7');
    },
  );
});
