/** What listens at an endpoint. */
export type Listener =
  | { readonly kind: 'ministack'; readonly version: string; readonly edition: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'nothing' };

const isRefused = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  (('code' in error && error.code === 'ECONNREFUSED') ||
    ('cause' in error && isRefused(error.cause)));

/** Finds out what listens at an endpoint, within two seconds. */
export const askWhoListens = async (endpoint: string): Promise<Listener> => {
  try {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetch(`${endpoint}/_ministack/health`, { signal });
    const health: unknown = await response.json();
    if (!response.ok || typeof health !== 'object' || health === null) return { kind: 'other' };
    if (!('services' in health && 'version' in health && 'edition' in health)) {
      return { kind: 'other' };
    }
    return {
      kind: 'ministack',
      version: String(health.version),
      edition: String(health.edition),
    };
  } catch (error) {
    // What hangs or speaks no HTTP is there all the same.
    return { kind: isRefused(error) ? 'nothing' : 'other' };
  }
};

/** Empties a running emulator: every resource of every service goes. */
export const emptyEmulator = async (endpoint: string): Promise<void> => {
  const listener = await askWhoListens(endpoint);
  if (listener.kind !== 'ministack') throw new Error(`No emulator answers at ${endpoint}.`);

  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(`${endpoint}/_ministack/reset`, { method: 'POST', signal });
  if (!response.ok) throw new Error(`The emulator did not empty itself: HTTP ${response.status}.`);
};
