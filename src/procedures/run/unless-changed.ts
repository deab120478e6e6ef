import { StoreFault } from '../../contract/errors/faults.ts';

/** What lies in the store; `null`: it is gone or not what was stored, and whoever asks can do without it. */
export async function unlessChanged<Stored>(read: () => Promise<Stored>): Promise<Stored | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}
