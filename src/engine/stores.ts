import { accountServices } from '../aws/account/account-services.ts';
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

/**
 * Opens the store of a run in process: a folder, or with `aws` the deployed stack's bucket and table,
 * whose bus then starts the push.
 */
export async function openStore(store: string): Promise<OpenStore> {
  return store === 'aws' ? openStackStore() : openFolderStore(store);
}

function openFolderStore(root: string): OpenStore {
  const account = accountServices();
  return {
    services: {
      ...account,
      configStore: namingRefusals(folderConfigStore(root), root),
      linkStore: namingRefusals(folderLinkStore(root), root),
      allowList: null,
      mayPurge: true,
    },
    putEvents: namingRefusals({ put: folderBus(root, account.now) }, root).put,
  };
}

async function openStackStore(): Promise<OpenStore> {
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
    services: {
      ...accountServices(),
      configStore,
      linkStore: dynamodbLinkStore(stack.table, configStore),
      allowList: null,
      mayPurge: true,
    },
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
