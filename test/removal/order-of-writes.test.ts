import { beforeEach, describe, expect, it } from '@jest/globals';
import { RemovalIncomplete } from '../../src/contract/errors/run-errors.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import { accessDenied, awsError } from '../support/aws-world/aws-error.ts';
import { linkItemOf, stackServices } from '../support/aws-world/import-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { leftOf, nothingLeft, pushedAccount } from '../support/aws-world/removed-account.ts';
import { seedRole, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { aLedgerEntry, link, policyName } from '../support/builders/link.ts';

let world: SampleAccount;
const manifestKey = 'config/storefront/prod/manifest.json';

beforeEach(async () => {
  world = await pushedAccount();
});

/** What changes something outside the link, its reports and the bus, with the key of what lies in a store. */
function writeOutside({ service, action, input }: RecordedCall): string[] {
  if (service === 'dynamodb' || service === 'events') return [];
  if (/^(Get|List|Describe)/.test(action)) return [];
  const { Key: key } = input;
  if (typeof key !== 'string') return [action];
  return key.startsWith('reports/') ? [] : [`${action} ${key}`];
}

const steps = () => world.calls.flatMap(writeOutside);

describe('The tombstone', () => {
  it('is the first write outside the link, then the copies go, then what was pushed, then policies', async () => {
    await removeOnce();

    const [tombstone, ...others] = steps();
    expect(tombstone).toBe(`PutObject ${manifestKey}`);
    const kinds = others.map((step) => step.split(' ')[0]);
    expect(kinds.lastIndexOf('DeleteObject')).toBeLessThan(kinds.indexOf('DeleteParameters'));
    expect(kinds.slice(-3)).toEqual(['DeleteParameters', 'DeleteRolePolicy', 'DeleteRolePolicy']);
  });

  it('is made over the very manifest that the plan has seen', async () => {
    const bucket = world.s3.buckets.get('amplify-import-config');
    const etag = bucket?.objects.get(manifestKey)?.etag;

    await removeOnce();

    const written = world.calls.filter(
      ({ action, input }) => action === 'PutObject' && input['Key'] === manifestKey,
    );
    expect(written.map(({ input }) => input['IfMatch'])).toEqual([etag]);
  });

  it('is written once, however often the environment is removed', async () => {
    await removeOnce();
    world.forgetCalls();

    await removeOnce();

    expect(steps()).toEqual([]);
  });
});

describe('What a removal tells the bus', () => {
  it('is told again by the next one where the bus took no event', async () => {
    world.eventBridge.refuse({ ErrorCode: 'AccessDeniedException', ErrorMessage: 'No.' });
    const { end } = await removeOnce();
    const unannounced = linkItemOf(world)?.removed;
    world = Object.assign(world);
    world.eventBridge.refuse(null);

    const again = await removeOnce();

    expect(end.status).toBe('FAILED');
    expect(unannounced).toMatchObject({ announced: false });
    expect(again.end.status).toBe('SUCCEEDED');
    expect(world.eventBridge.events).toMatchObject([
      { detailType: 'Auth Removed', detail: { ...link, revision: 1, left: 0 } },
    ]);
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });
});

describe('The lease', () => {
  it.each([
    ['that is refused', 'GetRolePolicy'],
    ['that stays incomplete', 'DeleteRolePolicy'],
    ['that cannot be planned', 'GetParametersByPath'],
    ['whose store takes no tombstone', 'DeleteObject'],
  ])('is given back by a removal %s', async (_, action) => {
    world.faults.fail({ action }, accessDenied());

    await removeOnce();

    expect(linkItemOf(world)?.lease).toMatchObject({ owner: null, heartbeatUntil: null });
  });

  it('that another run has taken over stays with it, and nothing is written any more', async () => {
    const { linkStore } = stackServices();
    let writes = 0;
    const losing = {
      ...linkStore,
      read: async (name: typeof link) => {
        const stands = await linkStore.read(name);
        if (stands.item.lease.owner === null || writes > 0) return stands;
        if (!world.calls.some(({ action }) => action === 'DeleteParameters')) return stands;
        writes += 1;
        const { item } = stands;
        const lease = { ...item.lease, owner: 'somebody', fence: item.lease.fence + 1 };
        await linkStore.write({ ...item, lease }, stands);
        return linkStore.read(name);
      },
    };
    const { end } = await removeOnce(link, {
      services: stackServices({ wait: async () => undefined, linkStore: losing }),
    });

    expect(end).toMatchObject({ status: 'FAILED', error: 'LeaseLost' });
    expect(linkItemOf(world)?.lease.owner).toBe('somebody');
    expect(steps()).not.toContain('DeleteRolePolicy');
  });
});

describe('A removal of three hundred roles', () => {
  /** As if three hundred roles had been imported one after another. */
  async function withRoles(count: number): Promise<void> {
    const document = '{"Version":"2012-10-17","Statement":[]}';
    const names = Array.from(
      { length: count },
      (_, index) => `a-role-with-quite-a-long-name-of-a-team-${index}`,
    );
    const arns = names.map((name) => `arn:aws:iam::111122223333:role/service-role/${name}`);
    for (const arn of arns) seedRole(world, arn, { policies: { [policyName]: document } });
    const { linkStore } = stackServices();
    const over = await linkStore.read(link);
    const ledger = arns.map((roleArn) =>
      aLedgerEntry(document, { roleArn, sha256: sha256(document) }),
    );
    await linkStore.write({ ...over.item, ledger: [...over.item.ledger, ...ledger] }, over);
  }

  it.each([
    ['goes through', null],
    ['is told where every one of them fails', awsError('A'.repeat(30), 400, 'B'.repeat(2_000))],
  ])('%s, with room to spare in the state data', async (_, error) => {
    await withRoles(300);
    if (error) world.faults.fail({ action: 'DeleteRolePolicy' }, error);

    const { end, slices } = await removeOnce();

    expect(end).toMatchObject(
      error ? { status: 'FAILED', error: RemovalIncomplete.name } : { status: 'SUCCEEDED' },
    );
    const bytes = Buffer.byteLength(JSON.stringify(slices));
    expect(bytes).toBeLessThan(200_000);
  });
});
