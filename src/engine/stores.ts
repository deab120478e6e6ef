import { accountServices } from '../aws/account/account-services.ts';
import type { Services } from '../procedures/ports.ts';
import { folderBus, type MatchedEvent } from './folder-bus.ts';
import { folderConfigStore } from './folder-config-store.ts';
import { folderLinkStore } from './folder-link-store.ts';
import type { EventSink } from './run-machine.ts';

/** A store that is ready for a run in process. */
export type OpenStore = {
  readonly services: Services;
  readonly putEvents: EventSink;
  readonly matched: readonly MatchedEvent[];
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
  const matched: MatchedEvent[] = [];
  return {
    services: {
      ...account,
      configStore: folderConfigStore(root),
      linkStore: folderLinkStore(root),
      allowList: null,
    },
    putEvents: folderBus(root, matched, account.now),
    matched,
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
  return {
    services: {
      ...accountServices(),
      configStore: s3ConfigStore(stack.bucket),
      linkStore: dynamodbLinkStore(stack.table),
      allowList: null,
    },
    putEvents: eventBus(stack.bus),
    matched: [],
  };
}
