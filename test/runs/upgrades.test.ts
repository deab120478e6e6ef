import { owesPush } from '../../src/domain/targets/owed-push.ts';
import { describe, expect, it, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readHistory } from '../../src/procedures/links/read-history.ts';
import { readLinks } from '../../src/procedures/links/read-links.ts';
import { showLink } from '../../src/procedures/links/show-link.ts';
import { linkItemSchema, type LinkItem } from '../../src/contract/link.ts';
import { manifestSchema } from '../../src/contract/manifest.ts';
import { configBucket } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import { accountWithLongIntent } from '../support/aws-world/long-intent.ts';
import { link, policyName } from '../support/builders/link.ts';
import recorded from './recorded/c26e549.json' with { type: 'json' };

/** A run that has watched the lease of a dead one for a minute: that version did not say where it ran. */
function runAfterMinute(request: object) {
  return runOnce(request, { services: stackServices({ silence: () => 61 }) });
}

/** An account as runs of the recorded version left it: whole, or dead in the middle of its writes. */
function accountAfter(moment: 'imported' | 'died'): SampleAccount {
  const world = sampleAccount();
  const { items, policies } = recorded[moment];
  for (const [key, item] of Object.entries(items)) world.dynamodb.items.set(key, marshall(item));
  const store = world.s3.buckets.get(configBucket);
  for (const [key, text] of Object.entries(recorded.objects)) {
    store?.objects.set(key, seededObject(text));
  }
  for (const [name, documents] of Object.entries(policies)) {
    const role = world.iam.roles.get(name);
    if (role) role.policies = { ...documents };
  }
  return world;
}

type Grants =
  (typeof recorded.imported.items)['LINK#storefront#prod\nLINK']['link']['request']['grants'];

const ofTomorrow = { fromTomorrow: { kept: [1, 'as it is'] } };

/** Every object of a value with a key that nobody here knows, but for what a request grants. */
function withUnknownKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownKeys);
  if (value === null || typeof value !== 'object') return value;
  const inside = Object.entries(value).map(([key, part]) => [
    key,
    key === 'grants' ? part : withUnknownKeys(part),
  ]);
  return { ...Object.fromEntries(inside), ...ofTomorrow };
}

/** The same link with the names that the request uses as keys left alone: categories and groups. */
function linkOfTomorrow(item: unknown): LinkItem {
  const link = withUnknownKeys(item) as {
    request: { grants: { storage: { groups: object }[]; fromTomorrow?: unknown } };
  };
  delete link.request.grants.fromTomorrow;
  for (const grant of link.request.grants.storage) grant.groups = {};
  return link as unknown as LinkItem;
}

describe('What an earlier version recorded', () => {
  test('The same request again finds everything as it is to be, and changes nothing', async () => {
    const world = accountAfter('imported');
    const before = [policiesOf(world), storedTexts(world)];

    const result = await runOnce(fullRequest);

    expect(result.status).toBe('unchanged');
    expect([policiesOf(world), storedTexts(world)]).toEqual(before);
  });

  test('It is found by look-ups, though no index has it, with what its report says', async () => {
    accountAfter('imported');

    const [found] = await readLinks(stackServices());
    const shown = await showLink(link, stackServices(), true);
    const history = await readHistory(link, { latest: 10 }, stackServices());

    expect(found?.item).toMatchObject(link);
    expect(shown).toMatchObject({
      state: 'ready',
      revision: 1,
      runs: [{ status: 'published' }, {}, {}],
    });
    expect(shown?.whoCanWhat?.whoCan).not.toHaveLength(0);
    expect(history?.revisions).toMatchObject([{ revision: 1, run: null, differences: null }]);
  });

  test('An import that died while it wrote is undone, and the next one goes through', async () => {
    const world = accountAfter('died');

    const result = await runAfterMinute(fullRequest);

    expect(policiesOf(world)).toEqual(recorded.imported.policies);
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(linkItemOf(world)?.intent).toBeNull();
  });

  test('An import that died while it wrote is finished by the same request', async () => {
    accountAfter('died');

    const result = await runAfterMinute(withGrants(['read'], []));

    expect(result).toMatchObject({ status: 'published', published: { revision: 2 } });
  });

  test('An import that died over long documents, kept in the item of the link, is undone', async () => {
    const { world, before } = accountWithLongIntent();

    const result = await runOnce({ ...fullRequest, webClientId: 'nosuchclient' });

    expect(result.status).toBe('refused');
    expect(linkItemOf(world)?.intent).toBeNull();
    for (const [role, document] of Object.entries(before)) {
      expect(policiesOf(world)[role]).toEqual({ [policyName]: document });
    }
  });
});

describe('What a later version has recorded', () => {
  const key = 'LINK#storefront#prod\nLINK';
  const manifest = 'config/storefront/prod/manifest.json';

  it.each(['imported', 'died'] as const)(
    'is read whole, keys of tomorrow included, when a run had %s',
    (moment) => {
      const link = linkOfTomorrow(recorded[moment].items[key].link);

      // What has come since has a default.
      expect(linkItemSchema().parse(link)).toMatchObject({ ...link, published: null, asOf: null });
    },
  );

  test('A push from before targets were recorded is known, and owed', () => {
    const old = { revision: 1, executionId: 'x', at: '2026-11-01T00:00:00.000Z' };
    const link = { ...linkOfTomorrow(recorded.imported.items[key].link), push: old };

    const item = linkItemSchema().parse(link);

    expect(item.push).toEqual({ ...old, of: null, open: null, targets: [] });
    expect(owesPush(item)).toBe(true);
  });

  test('A manifest with keys of tomorrow is read, and they stay', () => {
    const written = withUnknownKeys(JSON.parse(recorded.objects[manifest]));

    expect(manifestSchema().parse(written)).toEqual(written);
  });

  test('A run hands on every key of the link that it does not know', async () => {
    const world = accountAfter('imported');
    const { link, ...item } = recorded.imported.items[key];
    const known = linkOfTomorrow(link);
    world.dynamodb.items.set(key, marshall({ ...item, link: known }));

    const result = await runAfterMinute(withGrants(['read'], ['read']));

    const after = linkItemOf(world);
    expect(result.status).toBe('published');
    expect(after).toMatchObject(ofTomorrow);
    expect(after?.lease).toMatchObject(ofTomorrow);
    expect(after?.ledger).toHaveLength(2);
    for (const entry of after?.ledger ?? []) expect(entry).toMatchObject(ofTomorrow);
    expect(after?.plans).toMatchObject(known.plans);
    expect(after?.agreed).toEqual(known.agreed);
  });

  test('A stored request keeps the options of tomorrow when it runs again', async () => {
    const world = accountAfter('imported');
    const { link, ...item } = recorded.imported.items[key];
    const known = linkOfTomorrow(link);
    world.dynamodb.items.set(key, marshall({ ...item, link: known }));

    const result = await runAfterMinute({ app: 'storefront', env: 'prod' });

    expect(result.status).toBe('unchanged');
    expect(linkItemOf(world)?.request).toMatchObject({ ...known.request });
  });

  it.each([
    ['a category', (grants: Grants) => ({ ...grants, holograms: [{}] }), 'grants.holograms'],
    [
      'a bound of a grant',
      (grants: Grants) => ({
        ...grants,
        storage: grants.storage.map((grant) => ({ ...grant, onlyBelow: 'tenants/7/' })),
      }),
      'grants.storage.0.onlyBelow',
    ],
    [
      'a permission',
      (grants: Grants) => ({
        ...grants,
        storage: grants.storage.map((grant) => ({ ...grant, guest: ['tag'] })),
      }),
      'The item LINK#storefront#prod cannot be read',
    ],
  ])(
    'A stored request with %s that this version does not know is refused, not narrowed or widened',
    async (_, change, named) => {
      const world = accountAfter('imported');
      const { link, ...item } = recorded.imported.items[key];
      const { request } = link;
      const known = { ...link, request: { ...request, grants: change(request.grants) } };
      world.dynamodb.items.set(key, marshall({ ...item, link: known }));

      const result = await runAfterMinute({ app: 'storefront', env: 'prod' });

      expect(policiesOf(world)).toEqual(recorded.imported.policies);
      expect(['refused', 'failed']).toContain(result.status);
      expect(result.error?.message).toContain(named);
    },
  );
});
