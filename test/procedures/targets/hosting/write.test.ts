import { describe, expect, it } from '@jest/globals';
import { AwsUnavailable } from '../../../../src/contract/errors/faults.ts';
import { AccessDenied, ResourceMissing } from '../../../../src/contract/errors/caller-errors.ts';
import { TargetContested } from '../../../../src/contract/errors/push-errors.ts';
import { LeaseLost } from '../../../../src/contract/errors/run-errors.ts';
import type { PlannedTarget } from '../../../../src/contract/push/target.ts';
import type { Reading } from '../../../../src/domain/readings.ts';
import type { HostingVariables } from '../../../../src/procedures/targets/hosting/port.ts';
import { writeHosting } from '../../../../src/procedures/targets/hosting/write.ts';
import { memoryAccount } from '../../../engine/memory-account.ts';
import { seededRandom } from '../../../support/aws-world/random.ts';
import { userPoolId } from '../../../support/builders/ids.ts';
import { link } from '../../../support/builders/link.ts';
import { aPlannedTarget } from '../../../support/builders/targets.ts';
import { interleavings } from '../../../support/counts.ts';

const ours = { AMPLIFY_USERPOOL_ID: userPoolId };
const foreign = { STRIPE_KEY: 'sk_live_1', MODE: 'production' };

function aTarget(overrides: Partial<PlannedTarget> = {}): PlannedTarget {
  const key = { before: null, seen: null, after: userPoolId, earlier: [] };
  const keys = { AMPLIFY_USERPOOL_ID: key };
  return aPlannedTarget({ target: 'hosting:eu-west-1:d1', kind: 'hosting', keys, ...overrides });
}

/** An app in memory; `before` lets something happen before each call on it. */
function anApp(
  standing: HostingVariables,
  before: (app: { variables: HostingVariables }, call: string) => void = () => undefined,
) {
  const app = { variables: standing };
  const calls: string[] = [];
  const written: HostingVariables[] = [];
  const call = <Answer>(name: string, answer: () => Answer): Answer => {
    before(app, name);
    calls.push(name);
    return answer();
  };
  const { services } = memoryAccount({
    wait: async () => undefined,
    hosting: {
      ...memoryAccount().services.hosting,
      variables: async (): Promise<Reading<HostingVariables>> =>
        call('read', () => ({ status: 'found', value: app.variables })),
      replaceVariables: async (_place, all) =>
        call('write', () => {
          written.push(all);
          app.variables = all;
        }),
    },
  });
  const push = {
    link,
    checkFence: async () => call('fence', () => undefined),
  };
  const write = (target = aTarget()) => writeHosting(target, push, services);
  return { app, calls, written, write, services, push };
}

describe('Writing variables of an app', () => {
  it('reads twice, looks at the lease, writes, and reads again', async () => {
    const { app, calls, write } = anApp(foreign);

    const result = await write();

    expect(result).toEqual({ status: 'pushed', wrote: true, after: ours, error: null });
    expect(calls).toEqual(['read', 'read', 'fence', 'write', 'read']);
    expect(app.variables).toEqual({ ...foreign, ...ours });
  });

  it('writes nothing where an earlier try has, whose answer was lost: it counts as written', async () => {
    const { calls, write } = anApp({ ...foreign, ...ours });

    expect(await write()).toMatchObject({ status: 'pushed', wrote: true });
    expect(calls).toEqual(['read', 'read']);
  });

  it('writes nothing once another run has the lease', async () => {
    const { app, write } = anApp(foreign, (_app, call) => {
      if (call === 'fence') throw new LeaseLost('storefront/prod');
    });

    await expect(write()).rejects.toThrow(LeaseLost);
    expect(app.variables).toEqual(foreign);
  });

  it('is tried again by whoever called it where AWS is out of reach, with nothing of the first read', async () => {
    const { written, write } = anApp(foreign, (_app, call) => {
      if (call === 'write') throw new AwsUnavailable('Throttled.');
    });

    await expect(write()).rejects.toThrow(AwsUnavailable);
    expect(written).toEqual([]);
  });

  it('gives up after three rounds in which somebody else wrote', async () => {
    let time = 0;
    const { written, write } = anApp(foreign, (app, call) => {
      time += 1;
      if (call === 'read') app.variables = { ...foreign, TIME: `${time}` };
    });

    await expect(write()).rejects.toThrow(TargetContested);
    expect(written).toEqual([]);
  });

  it.each([
    ['gone', false, null],
    ['missing', true, ResourceMissing],
  ])('finds an app %s that is not there, by whether it is wanted: %s', async (_, wanted, error) => {
    const { push, services } = anApp(foreign);
    const hosting = {
      ...services.hosting,
      variables: async () => ({ status: 'not-found' }) as const,
    };

    const writing = writeHosting(aTarget({ wanted }), push, { ...services, hosting });

    if (error) await expect(writing).rejects.toThrow(error);
    else expect(await writing).toMatchObject({ status: 'gone', wrote: false });
  });

  it('says which right it lacks', async () => {
    const { push, services } = anApp(foreign);
    const denied = { status: 'denied', action: 'amplify:GetApp' } as const;
    const hosting = { ...services.hosting, variables: async () => denied };

    const writing = writeHosting(aTarget(), push, { ...services, hosting });

    await expect(writing).rejects.toThrow(AccessDenied);
  });
});

describe('Writing beside somebody who reads, merges and writes as well', () => {
  it(`loses nothing but what is written within the one round trip, in ${interleavings(200)} orders`, async () => {
    let pushedOften = 0;
    for (let seed = 1; seed <= interleavings(200); seed += 1) {
      const random = seededRandom(seed);
      let theirs: HostingVariables | null = null;
      let read: HostingVariables = {};
      const { app, written, calls, write } = anApp(foreign, (state, call) => {
        // They read at one time and write what they have merged at another.
        if (random() < 0.15) theirs = { ...state.variables, THEIRS: `${seed}` };
        else if (theirs && random() < 0.3) {
          state.variables = theirs;
          theirs = null;
        }
        if (call === 'read') read = state.variables;
      });

      const result = await write().catch((error: unknown) => error);

      for (const map of written) expect(map).toMatchObject(foreign);
      expect(calls.filter((call) => call === 'write').length).toBeLessThanOrEqual(3);
      if (result instanceof TargetContested) continue;
      pushedOften += 1;
      expect(result).toMatchObject({ status: 'pushed' });
      expect(read).toMatchObject({ ...foreign, ...ours });
      expect(app.variables).toMatchObject(foreign);
    }
    expect(pushedOften).toBeGreaterThan(interleavings(100));
  });
});
