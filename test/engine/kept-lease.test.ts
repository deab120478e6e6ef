import { beforeEach, describe, expect, it } from '@jest/globals';
import { localOwnerName } from '../../src/domain/link/lease.ts';
import { withKeptLease } from '../../src/engine/guarded-services.ts';
import { takeLease } from '../../src/procedures/link/lease.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { link } from '../support/builders/link.ts';
import { aRun } from '../support/builders/run.ts';
import { memoryAccount } from './memory-account.ts';

const owner = localOwnerName({ host: 'here', place: 'a', pid: 1, start: '1' }, 'run');
const metadata = { contentType: 'text/plain', cacheControl: 'no-cache' };

let time: number;
let written: string[];

beforeEach(() => {
  time = 0;
  written = [];
});

/** Ports whose every method notes its name, as far as it writes. */
function notingPort(name: string): never {
  const method = (property: string) => async () => void written.push(`${name}.${property}`);
  return new Proxy({}, { get: (_, property) => method(String(property)) }) as never;
}

async function holding() {
  const account = memoryAccount({
    roles: notingPort('roles'),
    parameters: notingPort('parameters'),
    functions: notingPort('functions'),
    sites: notingPort('sites'),
    hosting: notingPort('hosting'),
    now: () => new Date('2026-11-22T10:00:00Z'),
    monotonic: () => time,
  });
  const { services, stop } = withKeptLease(account.services);
  const take = () => takeLease(link, aRun({ executionId: owner }), services);
  await services.keepAlive?.(link, owner, take);
  stop();
  return { account, services };
}

/** Somebody takes the lease over, and time goes by: nobody but a clock tells of it. */
function takenOver({ links }: ReturnType<typeof memoryAccount>, to: string | null, fence: number) {
  const item = links.get('storefront/prod');
  if (!item) throw new Error('The lease was not taken.');
  const lease = { owner: to, fence, heartbeatUntil: null, takenAt: null };
  links.set('storefront/prod', { ...item, lease });
  time += 30_000;
}

const writes: readonly (readonly [string, (services: Services) => Promise<unknown>])[] = [
  ['roles.putPolicy', ({ roles }) => roles.putPolicy('role', 'name', '{}')],
  ['roles.deletePolicy', ({ roles }) => roles.deletePolicy('role', 'name')],
  ['parameters.create', ({ parameters }) => parameters.create('name', 'text', 'tag')],
  ['parameters.replace', ({ parameters }) => parameters.replace('name', 'text')],
  ['parameters.remove', ({ parameters }) => parameters.remove(['name'])],
  ['functions.setVariables', ({ functions }) => functions.setVariables({} as never, {}, '1')],
  ['sites.put', ({ sites }) => sites.put('b', 'k', { text: '', contentType: '' }, null)],
  ['sites.remove', ({ sites }) => sites.remove('b', 'k', 'etag')],
  ['hosting.replaceVariables', ({ hosting }) => hosting.replaceVariables({} as never, {})],
];

describe('A process that holds a lease', () => {
  it.each(writes)('does %s while its sign of life is young', async (name, write) => {
    const { services, account } = await holding();
    const before = account.links.get('storefront/prod');
    time += 29_000;

    await write(services);

    expect(written).toEqual([name]);
    expect(account.links.get('storefront/prod')).toBe(before);
  });

  it.each(writes)('does no %s once it was taken over', async (_, write) => {
    const { services, account } = await holding();
    takenOver(account, 'local:elsewhere:1:x', 2);

    await expect(write(services)).rejects.toMatchObject({ name: 'LeaseLost' });

    expect(written).toEqual([]);
  });

  it('publishes nothing once it was taken over, and leaves its report', async () => {
    const { services, account } = await holding();
    const { configStore } = services;
    takenOver(account, 'local:elsewhere:1:x', 2);
    const lost = expect.objectContaining({ name: 'LeaseLost' });

    await configStore.write('reports/storefront/prod/1/report.json', '{}', metadata);

    await expect(configStore.write('config/a/b/x', '', metadata)).rejects.toEqual(lost);
    await expect(configStore.remove('config/a/b/x')).rejects.toEqual(lost);
    await expect(configStore.purge('config/a/b/')).rejects.toEqual(lost);
    expect([...account.objects.keys()]).toEqual(['reports/storefront/prod/1/report.json']);
  });

  it('gives one sign of life for all writes that begin when the last one is old', async () => {
    const { services, account } = await holding();
    let signs = 0;
    const { linkStore } = account.services;
    const write = linkStore.write.bind(linkStore);
    Object.assign(linkStore, {
      write: (...given: Parameters<typeof write>) => write(...given).finally(() => (signs += 1)),
    });
    time += 30_000;

    await Promise.all(writes.map(([, one]) => one(services)));

    expect(written).toHaveLength(writes.length);
    expect(signs).toBe(1);
  });

  it('has lost it also where the next owner has given it back', async () => {
    const { services, account } = await holding();
    takenOver(account, null, 2);

    await expect(services.roles.deletePolicy('role', 'name')).rejects.toMatchObject({
      name: 'LeaseLost',
    });
  });

  it('has it also once it has taken a new fence itself', async () => {
    const { services, account } = await holding();
    takenOver(account, owner, 2);

    await services.roles.putPolicy('role', 'name', '{}');

    expect(written).toEqual(['roles.putPolicy']);
  });

  it('does what needs no lease once it has given its own back', async () => {
    const { services, account } = await holding();
    takenOver(account, null, 1);

    await services.roles.deletePolicy('role', 'name');

    expect(written).toEqual(['roles.deletePolicy']);
  });
});
