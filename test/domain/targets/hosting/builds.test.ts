import { describe, expect, it } from '@jest/globals';
import {
  adoptableJob,
  builtBy,
  newestJob,
  type HostingJob,
} from '../../../../src/domain/targets/hosting/builds.ts';

const aJob = (overrides: Partial<HostingJob> = {}): HostingJob => ({
  id: '7',
  type: 'RELEASE',
  state: 'running',
  ...overrides,
});

describe('The build that has what was written', () => {
  it('is the newest release after the one that was the newest then', () => {
    const jobs = [aJob({ id: '9' }), aJob({ id: '10' }), aJob()];

    expect(adoptableJob(jobs, '8')?.id).toBe('10');
  });

  it.each([
    ['was there before', { id: '6' }],
    ['was the newest before', { id: '7' }],
    ['builds an older commit again', { id: '8', type: 'RETRY' }],
    ['has no number', { id: '' }],
  ])('is none that %s', (_, job) => {
    expect(adoptableJob([aJob(job)], '7')).toBeNull();
  });

  it('is any where there was none before', () => {
    expect(adoptableJob([aJob({ id: '1' })], null)?.id).toBe('1');
  });
});

describe('The newest job', () => {
  it('is the one with the greatest number, whatever its type', () => {
    const jobs = [aJob({ id: '9' }), aJob({ id: '10', type: 'RETRY' })];

    expect(newestJob(jobs)?.id).toBe('10');
    expect(newestJob([])).toBeNull();
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
