import { randomUUID } from 'node:crypto';

import { RESET_PATH } from './hosting/stand-in.ts';

/**
 * The edition that an emulator of ours tells in its health: it is known by that, and whoever finds it
 * running learns from it where Amplify Hosting is played beside it.
 */
export const editionWith = (hosting: string): string => `${randomUUID()} hosting ${hosting}`;

/** The stand-in of Amplify Hosting beside an emulator, by the emulator's edition. */
export const hostingIn = (edition: string): string | undefined =>
  / hosting (http:\/\/127\.0\.0\.1:\d+)$/.exec(edition)?.[1];

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

/** Empties a running emulator: every resource of every service goes, and every hosting app. */
export const emptyEmulator = async (endpoint: string): Promise<void> => {
  const listener = await askWhoListens(endpoint);
  if (listener.kind !== 'ministack') throw new Error(`No emulator answers at ${endpoint}.`);

  const hosting = hostingIn(listener.edition);
  const signal = AbortSignal.timeout(30_000);
  const places = [`${endpoint}/_ministack/reset`, ...(hosting ? [`${hosting}${RESET_PATH}`] : [])];
  for (const place of places) {
    const { ok, status } = await fetch(place, { method: 'POST', signal });
    if (!ok) throw new Error(`The emulator did not empty itself: HTTP ${status} of ${place}.`);
  }
};
