import { beforeEach, describe, expect, it } from '@jest/globals';
import { lambdaFunctions } from '../../../../src/aws/targets/lambda-functions.ts';
import { AwsUnavailable } from '../../../../src/contract/errors/faults.ts';
import { LeaseLost } from '../../../../src/contract/errors/run-errors.ts';
import type { PlannedKey, PlannedTarget } from '../../../../src/contract/push/target.ts';
import { sha256 } from '../../../../src/domain/canonical.ts';
import { writeFunction } from '../../../../src/procedures/targets/function/write.ts';
import { accessDenied, awsError } from '../../../support/aws-world/aws-error.ts';
import { awsWorld, homeRegion, type AwsWorld } from '../../../support/aws-world/aws-world.ts';
import { seededRandom } from '../../../support/aws-world/random.ts';
import { actionsOf } from '../../../support/aws-world/recorded-call.ts';
import { aPlannedTarget } from '../../../support/builders/targets.ts';
import { interleavings } from '../../../support/counts.ts';

const foreign = { STRIPE_KEY: 'sk_live_1', DATABASE_URL: 'postgres://u:p@host/db' };
const ours = { AUTH_SHOP_USERPOOLID: 'eu-west-1_AbCdEfGhI', AUTH_SHOP_REGION: 'eu-west-1' };
const [poolName, regionName] = ['AUTH_SHOP_USERPOOLID', 'AUTH_SHOP_REGION'];
const orders = interleavings(100);
let world: AwsWorld;
let waits: number[];

function aKey(after: string | null, overrides: Partial<PlannedKey> = {}): PlannedKey {
  return { before: null, seen: null, after, earlier: [], ...overrides };
}

function aTarget(overrides: Partial<PlannedTarget> = {}): PlannedTarget {
  const keys = Object.fromEntries(Object.entries(ours).map(([name, text]) => [name, aKey(text)]));
  return aPlannedTarget({ keys, ...overrides });
}

/** The world as one λ sees it, whose waits take no time. */
async function write(target = aTarget(), checkFence: () => Promise<void> = async () => undefined) {
  return writeFunction(
    target,
    { checkFence },
    {
      functions: lambdaFunctions,
      now: () => new Date(waits.reduce((sum, one) => sum + one, 0)),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    },
  );
}

/** As the state does it: tried again while AWS says that it should be. */
async function writeInTheEnd(): ReturnType<typeof write> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof AwsUnavailable)) throw error;
    waits = [];
    return writeInTheEnd();
  }
}

const standing = () => world.lambda.functions.get(homeRegion, 'orders');
const updates = () =>
  actionsOf(world.calls).filter((action) => action === 'lambda:UpdateFunctionConfiguration').length;

beforeEach(() => {
  world = awsWorld();
  waits = [];
  world.lambda.add(homeRegion, 'orders', { variables: foreign });
});

describe('Writing on a function', () => {
  it('puts ours among those of others, and reads again to be sure', async () => {
    await expect(write()).resolves.toEqual({
      status: 'pushed',
      wrote: true,
      after: ours,
      error: null,
    });
    expect(standing().variables).toEqual({ ...foreign, ...ours });
    expect(actionsOf(world.calls)).toEqual([
      'lambda:GetFunction',
      'lambda:UpdateFunctionConfiguration',
      'lambda:GetFunction',
      'lambda:GetFunction',
    ]);
  });

  it('writes nothing where ours stand already', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { ...ours, ...foreign } });

    await expect(write()).resolves.toMatchObject({ status: 'pushed', wrote: false });
    expect(updates()).toBe(0);
  });

  it('gives back what stood under a name of ours, and takes away what did not stand there', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { ...foreign, ...ours } });
    const seen = (value: string) => ({ value });
    const held = (value: string) => aKey(null, { seen: seen(value), earlier: [sha256(value)] });
    const keys = {
      [poolName]: { ...held(ours.AUTH_SHOP_USERPOOLID), before: seen('eu-west-1_Earlier00') },
      [regionName]: held(ours.AUTH_SHOP_REGION),
    };

    await expect(write(aTarget({ keys, wanted: false }))).resolves.toMatchObject({
      after: { [poolName]: null, [regionName]: null },
    });
    expect(standing().variables).toEqual({ ...foreign, [poolName]: 'eu-west-1_Earlier00' });
  });

  it('looks at the fence right before the write, and writes nothing when the lease is lost', async () => {
    const lost = async () => {
      throw new LeaseLost('shop/prod');
    };

    await expect(write(aTarget(), lost)).rejects.toThrow(LeaseLost);
    expect(updates()).toBe(0);
  });

  it('leaves a value of ours alone that somebody has changed since the plan', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { ...foreign, [poolName]: 'mine now' } });

    await expect(write()).resolves.toMatchObject({ status: 'left', error: 'TARGET_CHANGED' });
    expect(updates()).toBe(0);
  });

  it('does not write where variables cannot be decrypted, be it on reading or on writing', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: foreign, undecryptable: true });
    const unread = await write();
    world.lambda.add(homeRegion, 'orders', { variables: foreign });
    world.faults.fail(
      'lambda:UpdateFunctionConfiguration',
      awsError('KMSAccessDeniedException', 502),
    );
    const unwritten = await write();

    expect([unread, unwritten]).toMatchObject(
      Array.from({ length: 2 }, () => ({ status: 'left', error: 'FUNCTION_ENV_UNREADABLE' })),
    );
    expect(standing().variables).toEqual(foreign);
  });

  it('does not send what Lambda would refuse because others have filled the function since', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { FULL: 'x'.repeat(4_050) } });

    await expect(write()).resolves.toMatchObject({ status: 'left', error: 'FUNCTION_ENV_FULL' });
    expect(updates()).toBe(0);
  });

  it('leaves a function that is gone', async () => {
    world.lambda.functions.things.clear();

    await expect(write()).resolves.toMatchObject({ status: 'left', error: 'FUNCTION_NOT_FOUND' });
  });

  it('says which right is missing', async () => {
    world.faults.fail('lambda:UpdateFunctionConfiguration', accessDenied());

    await expect(write()).rejects.toMatchObject({
      name: 'AccessDenied',
      action: 'lambda:UpdateFunctionConfiguration',
    });
  });

  it('says why an update failed, in the word of Lambda', async () => {
    standing().fails = true;

    await expect(write()).rejects.toMatchObject({
      name: 'FunctionUpdateFailed',
      message: expect.stringContaining('SubnetOutOfIPAddresses'),
    });
  });

  it('writes again what stands there without effect', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { ...foreign, ...ours } });
    standing().failed = true;

    await expect(write()).resolves.toMatchObject({ status: 'pushed', wrote: true });
    expect(standing().failed).toBe(false);
  });
});

describe('P3: writing while others write', () => {
  it(`P3: loses no variable of others in ${orders} interleavings, and ours are set after 5 loops at most`, async () => {
    for (let seed = 1; seed <= orders; seed += 1) {
      world = awsWorld();
      waits = [];
      world.lambda.add(homeRegion, 'orders', { variables: foreign });
      standing().looksUnderWay = 1 + (seed % 3);
      const random = seededRandom(seed);
      const theirs: Record<string, string> = { ...foreign };
      for (let change = 0; change < 4; change += 1) {
        const at = Math.floor(random() * 16);
        world.faults.meanwhile(
          ({ service, index }) => service === 'lambda' && index >= at,
          () => {
            const added = { [`THEIRS_${change}`]: `secret-${seed}-${change}` };
            Object.assign(theirs, added);
            world.lambda.changeVariables(homeRegion, 'orders', added);
          },
        );
      }

      const pushed = await writeInTheEnd();

      expect(pushed).toMatchObject({ status: 'pushed' });
      expect(standing().variables).toEqual({ ...theirs, ...ours });
      expect(updates()).toBeLessThanOrEqual(5);
    }
  });

  it('P3: waits for an update of 30 seconds, longer each time', async () => {
    world.lambda.changeVariables(homeRegion, 'orders', { MORE: '1' });
    standing().looksLeft = 6;

    await expect(write()).resolves.toMatchObject({ status: 'pushed', wrote: true });
    expect(waits.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(standing().variables).toEqual({ ...foreign, MORE: '1', ...ours });
  });

  it('P3: is tried again later where an update takes longer than a step may', async () => {
    world.lambda.changeVariables(homeRegion, 'orders', { MORE: '1' });
    standing().looksLeft = 1_000;

    await expect(write()).rejects.toMatchObject({ name: 'AwsUnavailable' });
    expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(45_000);
    expect(updates()).toBe(0);
  });

  it('P3: finds what it wrote when the answer is lost, and does not write it twice', async () => {
    world.faults.loseAnswer('lambda:UpdateFunctionConfiguration');

    await expect(write()).rejects.toMatchObject({ name: 'AwsUnavailable' });
    await expect(write()).resolves.toMatchObject({ status: 'pushed' });
    expect(updates()).toBe(1);
    expect(standing().variables).toEqual({ ...foreign, ...ours });
  });

  it('P3: takes the refusal of a call that the SDK sent twice for no failure', async () => {
    world.faults.sendTwice('lambda:UpdateFunctionConfiguration');

    await expect(write()).resolves.toMatchObject({ status: 'pushed' });
    expect(standing().variables).toEqual({ ...foreign, ...ours });
  });

  it('gives up where others never stop, and says so', async () => {
    world.faults.fail(
      'lambda:UpdateFunctionConfiguration',
      awsError('PreconditionFailedException', 412),
    );

    await expect(write()).rejects.toMatchObject({ name: 'TargetContested' });
    expect(updates()).toBe(5);
  });
});
