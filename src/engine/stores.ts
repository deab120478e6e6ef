import { leaseOwners } from '../aws/stack/owners.ts';
import type { LinkReading } from '../procedures/links/read-links.ts';
import type { Services } from '../procedures/ports.ts';
import type { EventEntry, EventSink } from './bus.ts';
import { namingRefusals } from './file-refusal.ts';
import { folderBus } from './folder-bus.ts';
import { folderConfigStore } from './folder-config-store.ts';
import { folderLinkStore } from './folder-link-store.ts';

/** A store that is ready for a run in process. */
export type OpenStore = {
  readonly services: Services;
  readonly putEvents: EventSink;
};

/** Where links and files lie, and to whom is told what was done. */
type Kept = Pick<Services, 'configStore' | 'linkStore'> & Pick<OpenStore, 'putEvents'>;

const now = () => new Date();

/**
 * Opens the store of a run in process: a folder, or with `aws` the deployed stack's bucket and table,
 * whose bus then starts the push.
 */
export async function openStore(store: string): Promise<OpenStore> {
  const [{ accountServices }, { putEvents, ...kept }] = await Promise.all([
    import('../aws/account/account-services.ts'),
    openKept(store),
  ]);
  return {
    services: {
      ...accountServices(),
      ...kept,
      lateConfigStore: async () => kept.configStore,
      allowList: null,
      mayPurge: true,
    },
    putEvents,
  };
}

/** Opens a store to look something up in it: nothing is loaded that reads the account. */
export async function openToLookUp(store: string): Promise<LinkReading> {
  const { configStore, linkStore } = await openKept(store);
  return { configStore, linkStore, owners: leaseOwners(), now };
}

async function openKept(store: string): Promise<Kept> {
  return store === 'aws' ? openStack() : openFolder(store);
}

function openFolder(root: string): Kept {
  return {
    configStore: namingRefusals(folderConfigStore(root), root),
    linkStore: namingRefusals(folderLinkStore(root), root),
    putEvents: namingRefusals({ put: folderBus(root, now) }, root).put,
  };
}

async function openStack(): Promise<Kept> {
  const [{ readStack }, { s3ConfigStore }, { dynamodbLinkStore }, { eventBus }] = await Promise.all(
    [
      import('../aws/stack/stack-parts.ts'),
      import('../aws/stack/s3-config-store.ts'),
      import('../aws/stack/dynamodb-link-store.ts'),
      import('../aws/stack/event-bus.ts'),
    ],
  );
  const stack = await readStack();
  const configStore = s3ConfigStore(stack.bucket);
  return {
    configStore,
    linkStore: dynamodbLinkStore(stack.table, async () => configStore),
    putEvents: busWithRules(eventBus(stack.bus)),
  };
}

/**
 * A bus that starts machines by its own rules, and so leaves nothing to this process.
 *
 * @internal for tests, whose bus is that of an account in memory
 */
export function busWithRules(put: (entries: readonly EventEntry[]) => Promise<unknown>): EventSink {
  return async (entries) => ({ answer: await put(entries), starts: [] });
}
