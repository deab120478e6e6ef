import type { Services } from '../procedures/ports.ts';
import { keptLease, type KeptLease } from './kept-lease.ts';

/** What writes on things that others write on too. Builds and invalidations may come twice, at any time. */
const writes = {
  roles: ['putPolicy', 'deletePolicy'],
  parameters: ['create', 'replace', 'remove'],
  functions: ['setVariables'],
  sites: ['put', 'remove'],
  hosting: ['replaceVariables'],
} as const;

/** Services that keep the lease which an execution takes by them, and write only while they have it. */
export function withKeptLease(services: Services): { services: Services; stop: () => void } {
  const lease = keptLease(services);
  const { guard } = lease;
  const guarded = {
    ...services,
    roles: guardedPort(services.roles, writes.roles, guard),
    parameters: guardedPort(services.parameters, writes.parameters, guard),
    functions: guardedPort(services.functions, writes.functions, guard),
    sites: guardedPort(services.sites, writes.sites, guard),
    hosting: guardedPort(services.hosting, writes.hosting, guard),
    configStore: guardedConfig(services.configStore, guard),
    keepAlive: lease.keep,
  };
  return { services: guarded, stop: lease.stop };
}

function guardedPort<Port extends object>(
  port: Port,
  names: readonly (keyof Port & string)[],
  guard: KeptLease['guard'],
): Port {
  const methods = names.map((name) => [
    name,
    (...given: never[]) => guard(() => (port[name] as Method)(...given)),
  ]);
  return { ...port, ...(Object.fromEntries(methods) as Partial<Port>) };
}

type Method = (...given: readonly never[]) => Promise<unknown>;

/** Reports are of one run alone: also one that has lost its lease leaves its own. */
function guardedConfig(
  store: Services['configStore'],
  guard: KeptLease['guard'],
): Services['configStore'] {
  const published = guardedPort(store, ['write', 'remove', 'purge'], guard);
  const of = (key: string) => (key.startsWith('config/') ? published : store);
  return {
    ...store,
    write: (key, ...given) => of(key).write(key, ...given),
    remove: (key) => of(key).remove(key),
    purge: (prefix) => of(prefix).purge(prefix),
  };
}
