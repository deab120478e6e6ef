import type { UserPools } from '../../src/procedures/account/port.ts';
import type { ConfigStore, StoredObject } from '../../src/procedures/config/port.ts';
import type { LinkStore } from '../../src/procedures/link/port.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { newLinkItem, type LinkItem, type LinkName } from '../../src/contract/link.ts';
import { seenLink } from '../../src/contract/seen-link.ts';
import { sha256 } from '../../src/domain/canonical.ts';
import { watchLeases } from '../../src/aws/stack/watched-leases.ts';
import { found, notFound } from '../support/builders/readings.ts';
import { aUserPool, aWebClient } from '../support/builders/user-pool.ts';

export type MemoryAccount = {
  readonly services: Services;
  readonly links: Map<string, LinkItem>;
  readonly objects: Map<string, string>;
};

/** A user pool with one web client, and stores that forget everything with the test. */
export function memoryAccount(overrides: Partial<Services> = {}): MemoryAccount {
  const links = new Map<string, LinkItem>();
  const objects = new Map<string, string>();
  const services = {
    userPools: userPools(),
    identityPools: {} as Services['identityPools'],
    central: () => ({ userPools: userPools(), identityPools: {} as Services['identityPools'] }),
    account: async () => null,
    roles: {} as Services['roles'],
    resources: {} as Services['resources'],
    hosting: {} as Services['hosting'],
    sites: {} as Services['sites'],
    distributions: {} as Services['distributions'],
    parameters: {} as Services['parameters'],
    functions: {} as Services['functions'],
    configStore: memoryConfigStore(objects),
    lateConfigStore: async () => memoryConfigStore(objects),
    linkStore: memoryLinkStore(links),
    owners: { state: async () => ({ alive: true }) as const },
    allowList: null,
    mayPurge: true,
    region: async () => 'eu-west-1',
    now: () => new Date(),
    monotonic: () => performance.now(),
    silence: watchLeases(() => performance.now()),
    wait: async () => undefined,
    ...overrides,
  };
  return { services, links, objects };
}

/** Every answer of a pool with one web client. */
export function userPools(overrides: Partial<UserPools> = {}): UserPools {
  return {
    userPool: async () => found(aUserPool()),
    list: async () =>
      found({ items: [{ id: aUserPool().id, name: aUserPool().name }], more: false }),
    clients: async () => found({ items: [aWebClient()], more: false }),
    client: async () => found(aWebClient()),
    hasClientSecret: async () => found(false),
    mfa: async () => found({ sms: false, totp: false, email: false, webAuthn: null }),
    identityProviders: async () => found([]),
    identityProvider: async () => notFound,
    groups: async () => found({ items: [], more: false }),
    group: async () => notFound,
    ...overrides,
  };
}

function memoryConfigStore(objects: Map<string, string>): ConfigStore {
  const read = async (key: string): Promise<StoredObject | null> => {
    const text = objects.get(key);
    return text === undefined ? null : { text, etag: sha256(text) };
  };
  return {
    address: (key) => `memory:${key}`,
    read,
    write: async (key, text) => objects.set(key, text).has(key),
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    folders: async (folder) => {
      const below = [...objects.keys()].filter((key) => key.startsWith(folder));
      const parts = below.map((key) => key.slice(folder.length).split('/'));
      const names = parts.flatMap(([name = '', ...rest]) => (rest.length > 0 ? name : []));
      return [...new Set(names)].sort();
    },
    remove: async (key) => void objects.delete(key),
    purge: async (prefix) =>
      [...objects.keys()]
        .filter((key) => key.startsWith(prefix))
        .forEach((key) => objects.delete(key)),
  };
}

function memoryLinkStore(links: Map<string, LinkItem>): LinkStore {
  let version = 0;
  const itemOf = (name: LinkName) => links.get(`${name.app}/${name.env}`) ?? newLinkItem(name);
  return {
    read: async (name) => ({ item: itemOf(name), version }),
    look: async (name) => seenLink(itemOf(name)),
    write: async (item, over) => {
      if (over.version !== version) return false;
      version += 1;
      links.set(`${item.app}/${item.env}`, item);
      return true;
    },
    linksOf: async () => [],
    expiredBy: async () => [],
  };
}
