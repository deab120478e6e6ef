import type { Cognito } from '../../procedures/account/port.ts';
import type { Services } from '../../procedures/ports.ts';

type Central = (...asked: Parameters<Services['central']>) => Cognito;

/**
 * `centralCognito`, loaded by its first read: few requests name a pool of another account, and the clients of both
 * services of Cognito take their time to load.
 */
export function lateCentral(): Central {
  let loaded: Promise<Central> | null = null;
  const load = () => (loaded ??= loadCentral());
  return (...asked) => ({
    userPools: late(async () => (await load())(...asked).userPools),
    identityPools: late(async () => (await load())(...asked).identityPools),
  });
}

async function loadCentral(): Promise<Central> {
  const { centralCognito } = await import('./central-cognito.ts');
  return centralCognito();
}

type Method = (...given: readonly unknown[]) => unknown;

/** A port of which each method is looked up when it is called. */
function late<Port extends object>(load: () => Promise<Port>): Port {
  const call =
    (name: string): Method =>
    async (...given) =>
      ((await load()) as Record<string, Method>)[name]?.(...given);
  return new Proxy({} as Port, { get: (_port, name) => call(String(name)) });
}
