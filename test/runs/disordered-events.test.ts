import { beforeAll, describe, expect, test } from '@jest/globals';
import { detailTypes } from '../../src/contract/events.ts';
import type { LinkItem } from '../../src/contract/link.ts';
import { machinesStartedBy, type MachineName } from '../../src/contract/machines.ts';
import type { EventSink } from '../../src/engine/bus.ts';
import { runToEnd } from '../../src/engine/run-to-end.ts';
import { memoryAccount, userPools } from '../engine/memory-account.ts';
import { seededRandom } from '../support/aws-world/random.ts';
import { aPutEvent } from '../support/builders/events.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { found } from '../support/builders/readings.ts';
import { aWebClient } from '../support/builders/user-pool.ts';
import { events as howMany } from '../support/counts.ts';
import { silent } from '../../src/engine/progress.ts';

type Kind = 'import' | 'push' | 'remove' | 'malformed';
type Sent = { readonly id: string; readonly second: number; readonly link: string };
type Event = ReturnType<typeof aPutEvent> & { readonly id: string };
type Delivery = Sent & { readonly event: Event; readonly kind: Kind };

const start = Date.parse('2026-11-22T10:00:00Z');
const timeOf = (second: number) =>
  new Date(start + second * 1000).toISOString().replace('.000', '');
const random = seededRandom(20_261_122);
const oneOf = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;

/** What is wrong with an event in each of these ways, nobody may take for anything else. */
const spoilt: readonly ((event: Event) => object)[] = [
  (event) => ({ ...event, source: 'amplify-import.other' }),
  (event) => ({ ...event, source: undefined }),
  (event) => ({ ...event, detail: undefined }),
  (event) => ({ ...event, detail: JSON.stringify(event.detail) }),
  (event) => ({ ...event, 'detail-type': 'Auth Imported' }),
  (event) => ({ ...event, detail: { ...event.detail, version: '2' } }),
  (event) => ({ ...event, detail: { ...event.detail, startedBy: 'request' } }),
  (event) => ({ ...event, detail: { ...event.detail, env: '../prod' } }),
  (event) => ({ ...event, detail: { ...event.detail, mode: 'publish' } }),
];

/** A request by which an event alone may remove the environment. */
const previewOf = (pool: string) => ({
  userPoolId: pool,
  expires: '2099-01-01T00:00:00Z',
  removeByEvent: true,
});

/** Two events a second, for three links, of which every other import asks for what another one did. */
function sentAs(index: number): Delivery {
  const env = oneOf(['dev', 'test', 'prod']);
  const [id, second] = [`event-${index}`, Math.floor(index / 2)];
  const envelope = { id, time: timeOf(second) };
  const name = { app: 'storefront', env };
  const webClientId = oneOf(['1client', '2client', '3client']);
  const drawn = random();
  const asked: Kind = drawn < 0.6 ? 'import' : drawn < 0.8 ? 'push' : 'remove';
  const event = {
    import: () => aPutEvent({ ...name, ...previewOf(userPoolId), webClientId }, envelope),
    push: () => aPutEvent(name, { ...envelope, 'detail-type': detailTypes.pushRequested }),
    remove: () => aPutEvent(name, { ...envelope, 'detail-type': detailTypes.removeRequested }),
  }[asked]();
  const isMalformed = random() < 0.15;
  return {
    id,
    second,
    link: `storefront/${env}`,
    event: (isMalformed ? oneOf(spoilt)(event as Event) : event) as Event,
    kind: isMalformed ? 'malformed' : asked,
  };
}

/** In the order in which they come: late by up to half a minute, every third of them once more, later. */
function deliveries(count: number): readonly Delivery[] {
  const coming: { at: number; delivery: Delivery }[] = [];
  for (let index = 0; coming.length < count; index += 1) {
    const delivery = sentAs(index);
    coming.push({ at: index + random() * 60, delivery });
    if (random() < 0.35) coming.push({ at: index + random() * 200, delivery });
  }
  return coming
    .toSorted((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ delivery }) => delivery);
}

type Standing = { readonly revision: number | null; readonly removed: boolean };
type Seen = Delivery & {
  readonly before: Standing;
  readonly after: Standing;
  readonly changed: boolean;
  readonly status: string;
  readonly error: string | undefined;
};

const standingOf = (item: LinkItem | undefined): Standing => ({
  revision: item?.revision ?? null,
  removed: (item?.removed ?? null) !== null,
});

/** What came of each delivery, and what the bus was told. */
async function delivered(all: readonly Delivery[]) {
  let now = start;
  const { services, links } = memoryAccount({
    userPools: userPools({ client: async (_, id) => found(aWebClient({ id })) }),
    now: () => new Date(now),
  });
  const announced: string[] = [];
  const putEvents: EventSink = async (entries) => {
    announced.push(...entries.map(({ DetailType }) => DetailType));
    return { answer: { FailedEntryCount: 0 }, starts: [] };
  };
  const seen: Seen[] = [];
  let latest = 0;
  for (const delivery of all) {
    latest = Math.max(latest, delivery.second);
    now = start + (latest + 1) * 1000 + seen.length;
    const [machine = 'import-auth'] = machinesStartedBy(delivery.event['detail-type']);
    const text = JSON.stringify(links.get(delivery.link));
    const before = standingOf(links.get(delivery.link));
    const { slices } = await runToEnd(machine satisfies MachineName, delivery.event, {
      services,
      putEvents,
      progress: silent,
      retryInterval: 0,
    });
    const { outcome } = slices as {
      outcome: { error: string | null; result: { status: string } };
    };
    seen.push({
      ...delivery,
      before,
      after: standingOf(links.get(delivery.link)),
      changed: text !== JSON.stringify(links.get(delivery.link)),
      status: outcome.result.status,
      error: outcome.error ?? undefined,
    });
  }
  return { seen, announced };
}

describe('Events that come twice, out of order and malformed', () => {
  let seen: readonly Seen[];
  let announced: readonly string[];

  beforeAll(async () => {
    ({ seen, announced } = await delivered(deliveries(howMany())));
  }, 1_800_000);

  const ofKind = (...kinds: readonly Kind[]) => seen.filter(({ kind }) => kinds.includes(kind));
  const revised = () => seen.filter(({ before, after }) => before.revision !== after.revision);
  const removed = () => seen.filter(({ before, after }) => !before.removed && after.removed);
  const idsOf = (some: readonly Sent[]) => some.map(({ id }) => id);

  test('were as many of each kind as it takes to say something', () => {
    const kinds = ['import', 'push', 'remove', 'malformed'] as const;

    expect(seen).toHaveLength(howMany());
    for (const kind of kinds) expect(ofKind(kind).length).toBeGreaterThan(howMany() / 20);
    expect(new Set(idsOf(seen)).size).toBeLessThan(howMany() * 0.85);
    expect(revised().length).toBeGreaterThan(howMany() / 20);
    expect(removed().length).toBeGreaterThan(howMany() / 50);
  });

  test('one event makes one revision or one removal at most, however often and whenever it comes', () => {
    const ids = idsOf([...revised(), ...removed()]);

    expect(ids).toHaveLength(new Set(ids).size);
    expect(removed().map(({ kind }) => kind)).toEqual(removed().map(() => 'remove'));
  });

  test('only the first delivery of what is not older counts, where it asks for something else', () => {
    const links = new Map<string, { second: number; client: unknown; handled: string[] }>();
    const due = ofKind('import', 'remove').filter(({ id, link, second, event, kind }) => {
      const { webClientId } = event.detail as { webClientId?: unknown };
      const client = kind === 'import' ? webClientId : null;
      const last = links.get(link) ?? { second: -1, client: null, handled: [] };
      const isNothing = kind === 'remove' && last.second < 0;
      if (isNothing || second < last.second || last.handled.includes(id)) return false;
      links.set(link, { second, client, handled: [...last.handled, id] });
      return client !== last.client;
    });

    expect(idsOf(revised())).toEqual(idsOf(due.filter(({ kind }) => kind === 'import')));
    expect(idsOf(removed())).toEqual(idsOf(due.filter(({ kind }) => kind === 'remove')));
    const told = [detailTypes.configPublished, detailTypes.removed] as const;
    expect(told.map((type) => announced.filter((one) => one === type).length)).toEqual([
      revised().length,
      removed().length,
    ]);
  });

  test('every import ends well, also one that comes too late', () => {
    const statuses = new Set(ofKind('import').map(({ status }) => status));

    expect([...statuses].toSorted()).toEqual(['published', 'unchanged']);
  });

  test('a malformed one is refused, and changes nothing', () => {
    const bad = ofKind('malformed');

    expect(new Set(bad.map(({ error }) => error))).toEqual(new Set(['InvalidRequest']));
    expect(bad.filter(({ changed }) => changed)).toEqual([]);
  });

  test('a push makes no revision, and finds nothing to do the second time', () => {
    const pushes = ofKind('push').filter(({ before }) => before.revision !== null);

    expect(pushes.filter(({ before, after }) => before.revision !== after.revision)).toEqual([]);
    expect(new Set(pushes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });
});
