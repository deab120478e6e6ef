import { describe, expect, it } from '@jest/globals';
import { AwsUnavailable } from '../../../../src/contract/errors/faults.ts';
import { AccessDenied } from '../../../../src/contract/errors/caller-errors.ts';
import type { RecordedTarget } from '../../../../src/contract/push/target.ts';
import type { HostingJob } from '../../../../src/domain/targets/hosting/builds.ts';
import { followHosting } from '../../../../src/procedures/targets/hosting/follow.ts';
import type { AmplifyHosting } from '../../../../src/procedures/targets/hosting/port.ts';
import { seenHosting } from '../../../domain/targets/hosting/planned.ts';
import { memoryAccount } from '../../../engine/memory-account.ts';
import { aRecordedTarget } from '../../../support/builders/targets.ts';

const wroteAt = '2026-11-29T12:00:00.000Z';
const aTarget = (overrides: Partial<RecordedTarget> = {}): RecordedTarget =>
  aRecordedTarget({
    id: 'hosting:eu-west-1:d1:main',
    kind: 'hosting',
    wroteAt,
    build: 'due',
    jobsBefore: { wroteAt, newest: '5' },
    ...overrides,
  });
const aJob = (id: string, overrides: Partial<HostingJob> = {}): HostingJob => ({
  id,
  type: 'RELEASE',
  state: 'running',
  ...overrides,
});

/** A branch that nothing builds, unless it is told otherwise; the calls on it, in order. */
function follow(target: RecordedTarget, overrides: Partial<AmplifyHosting> = {}) {
  const calls: string[] = [];
  const told = <Given extends readonly unknown[], Answer>(
    name: string,
    answer: (...given: Given) => Promise<Answer>,
  ) => {
    return async (...given: Given): Promise<Answer> => {
      calls.push(name);
      return answer(...given);
    };
  };
  const { services } = memoryAccount();
  const hosting: AmplifyHosting = {
    ...services.hosting,
    look: told('look', overrides.look ?? (async () => seenHosting())),
    jobs: told('jobs', overrides.jobs ?? (async () => [])),
    job: told('job', overrides.job ?? (async (_branch, id) => aJob(id))),
    release: told('release', overrides.release ?? (async () => aJob('7'))),
  };
  return { calls, followed: followHosting(target, { ...services, hosting }) };
}

describe('A build that is owed', () => {
  it.each([
    ['nobody has looked', undefined],
    ['somebody looked after another write', { wroteAt: '2026-11-28T12:00:00.000Z', newest: '5' }],
  ])('is started by nobody where %s: the newest job is given first', async (_, jobsBefore) => {
    const { calls, followed } = follow(aTarget({ jobsBefore }), {
      jobs: async () => [aJob('7', { type: 'RETRY' }), aJob('6')],
    });

    expect(await followed).toMatchObject({
      status: 'pushed',
      build: 'due',
      jobsBefore: { wroteAt, newest: '7' },
    });
    expect(calls).toEqual(['jobs']);
  });

  it('is started, after a look at what others have started', async () => {
    const { calls, followed } = follow(aTarget());

    expect(await followed).toMatchObject({ status: 'building', build: '7', error: null });
    expect(calls).toEqual(['jobs', 'look', 'release']);
  });

  it('is one that was started already, where nobody could note it', async () => {
    const { calls, followed } = follow(aTarget(), { jobs: async () => [aJob('6')] });

    expect(await followed).toMatchObject({ status: 'building', build: '6' });
    expect(calls).toEqual(['jobs']);
  });

  it('is one that somebody started between the look and the start', async () => {
    const lists = [[], [aJob('6')]];
    const { followed } = follow(aTarget(), {
      jobs: async () => lists.shift() ?? [],
      release: async () => null,
    });

    expect(await followed).toMatchObject({ status: 'building', build: '6' });
  });

  it('stays owed while an older one runs', async () => {
    const older = aJob('5');
    const { followed } = follow(aTarget(), {
      jobs: async () => [older],
      release: async () => null,
    });

    expect(await followed).toMatchObject({ status: 'building', build: 'due', error: null });
  });

  it('stays owed where AWS is out of reach', async () => {
    const { followed } = follow(aTarget(), {
      release: async () => {
        throw new AwsUnavailable('Throttled.');
      },
    });

    await expect(followed).rejects.toThrow(AwsUnavailable);
  });

  it('is told of the target where it cannot be started, and is owed no more', async () => {
    const { followed } = follow(aTarget(), {
      release: async () => {
        throw new AccessDenied('amplify:StartJob', 'the branch main');
      },
    });

    expect(await followed).toMatchObject({
      status: 'failed',
      build: null,
      error: { name: 'AccessDenied' },
    });
  });

  it('does not hide that a write has failed', async () => {
    const error = { name: 'AccessDenied', message: 'No.' };
    const { followed } = follow(aTarget({ status: 'failed', error }));

    expect(await followed).toMatchObject({ status: 'failed', build: '7', error });
  });
});

describe('A build that was started', () => {
  it.each([
    ['running', 'building'],
    ['succeeded', 'pushed'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
  ] as const)('that is %s makes its target %s', async (state, status) => {
    const { calls, followed } = follow(aTarget({ status: 'building', build: '7' }), {
      job: async (_branch, id) => aJob(id, { state }),
    });

    expect(await followed).toMatchObject({ status, build: '7' });
    expect(calls).toEqual(['job']);
  });
});

describe('A target without a build', () => {
  it.each([
    ['of an app', { id: 'hosting:eu-west-1:d1' }],
    ['that owes none', { build: null }],
  ])('%s stays as it is', async (_, overrides) => {
    const target = aTarget(overrides);

    const { calls, followed } = follow(target);

    const { status, build, invalidation, error } = target;
    expect(await followed).toEqual({ status, build, invalidation, error });
    expect(calls).toEqual([]);
  });
});
