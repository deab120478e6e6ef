import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { startEmulator, type Emulator } from '../../src/local/emulator.ts';
import { createFunction, invokeFunction, zippedBundle } from './functions-there.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, log: () => undefined });
});

afterAll(() => emulator.stop());

const throwing = (how: string) => `
  class LinkBusy extends Error { constructor() { super('Another run is under way.'); this.name = 'LinkBusy'; } }
  export const handler = ${how};`;

it.each([
  ['later', 'async () => { throw new LinkBusy(); }'],
  ['at once', '() => { throw new LinkBusy(); }'],
])(
  'An error that a function of the emulator throws %s keeps its name, which Retry matches',
  async (when, how) => {
    const { endpoint } = emulator;
    const name = `throwing-${when.replace(' ', '-')}`;
    await createFunction(endpoint, name, await zippedBundle(throwing(how), '.'));

    expect(await invokeFunction(endpoint, name)).toMatchObject({
      errorType: 'LinkBusy',
      errorMessage: 'Another run is under way.',
    });
  },
);
