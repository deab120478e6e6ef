import { beforeEach, describe, expect, it } from '@jest/globals';
import { LinkRemoved } from '../../src/contract/errors/fetch-errors.ts';
import { readPublished } from '../../src/procedures/config/read-published.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';

const preview = { app: 'storefront', env: 'pr-42' } as const;
const [begin, ends, later] = [
  '2026-11-22T10:00:00.000Z',
  '2026-11-23T10:00:00.000Z',
  '2026-12-24T00:00:00.000Z',
];
const request = { ...fullRequest, ...preview, expires: ends };
const at = (time: string, overrides = {}) => ({
  services: stackServices({
    now: () => new Date(time),
    wait: async () => undefined,
    ...overrides,
  }),
});
const expired = '2026-11-23T10:05:00.000Z';
const tick = { ...preview, startedBy: 'expiry' };

let world: SampleAccount;
/** The policies on roles before the import. */
let before: object;
const expiring = () => [...world.dynamodb.items.keys()].filter((key) => key.startsWith('EXPIRES'));
const put = () => world.eventBridge.events.map(({ detailType }) => detailType);

beforeEach(async () => {
  world = sampleAccount();
  before = policiesOf(world);
  await runOnce(request, at(begin));
  world.eventBridge.events.length = 0;
});

describe('R5: an environment whose end has come', () => {
  it('R5: is removed by the tick, and whoever fetches is told so', async () => {
    const { end, result } = await removeOnce(tick, at(expired));

    expect(end.status).toBe('SUCCEEDED');
    expect(result?.status).toBe('removed');
    expect(policiesOf(world)).toEqual(before);
    expect(expiring()).toEqual([]);
    const { configStore } = stackServices();
    await expect(readPublished(preview, configStore)).rejects.toThrow(LinkRemoved);
  });

  it('R5: stays where it was renewed before the removal had the lease, and nobody is told', async () => {
    const { services } = at(expired);
    let reads = 0;
    const renewed = at(expired, {
      linkStore: {
        ...services.linkStore,
        read: async (link: typeof preview) => {
          reads += 1;
          // The input is understood by a look; the first read is for the lease.
          if (reads === 1) await runOnce({ ...request, expires: later }, at(expired));
          return services.linkStore.read(link);
        },
      },
    });

    const { end, result } = await removeOnce(tick, renewed);

    expect(end.status).toBe('SUCCEEDED');
    expect(result).toMatchObject({ status: 'unchanged', revision: 1 });
    expect(linkItemOf(world, preview)).toMatchObject({
      request: { expires: later },
      removed: null,
      lease: { owner: null },
    });
    expect(put()).not.toContain('Auth Removed');
    expect(expiring()).toEqual([`EXPIRES\n${later}#storefront#pr-42`]);
  });

  it('R5: stays where an import has renewed it that died after its commit', async () => {
    const renewal = { ...request, expires: later, outputsVersion: '1.4' };
    const manifestKey = `config/storefront/pr-42/manifest.json`;
    world.faults.kill({ action: 'PutObject', input: { Key: manifestKey } }, 'after');
    await runOnce(renewal, at(expired));
    world.faults.revive();

    const { result } = await removeOnce(tick, at(expired));

    expect(result?.status).toBe('unchanged');
    expect(linkItemOf(world, preview)?.removed).toBeNull();
  });

  it('R5: stays before its end', async () => {
    const { result } = await removeOnce(tick, at(begin));

    expect(result?.status).toBe('unchanged');
    expect(put()).toEqual([]);
  });
});

describe('R5: a removal by expiry that comes to no end', () => {
  const dayLater = '2026-11-24T10:05:00.000Z';

  it.each([
    [
      'was refused',
      'RemovalRefused',
      () => world.faults.fail({ action: 'GetRolePolicy' }, accessDenied()),
    ],
    [
      'stays incomplete',
      'RemovalIncomplete',
      () => world.faults.fail({ action: 'DeleteRolePolicy' }, accessDenied()),
    ],
  ])('R5: since it %s, is tried again a day later', async (_, error, goesWrong) => {
    goesWrong();

    const { end } = await removeOnce(tick, at(expired));

    expect(end).toMatchObject({ status: 'FAILED', error });
    expect(expiring()).toEqual([`EXPIRES\n${dayLater}#storefront#pr-42`]);
    world.faults.revive();
    expect((await removeOnce(tick, at(dayLater))).result?.status).toBe('removed');
    expect(expiring()).toEqual([]);
  });

  it('R5: of a person is put off by nobody', async () => {
    world.faults.fail({ action: 'GetRolePolicy' }, accessDenied());

    await removeOnce(preview, at(begin));

    expect(expiring()).toEqual([`EXPIRES\n${ends}#storefront#pr-42`]);
  });
});
