import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { clientsFor } from '../../src/local/clients.ts';
import { startEmulator, type Emulator } from '../../src/local/emulator.ts';
import { localEnvironment } from '../../src/local/environment.ts';
import { emptyEmulator } from '../../src/local/health.ts';
import { seedHostingApp } from '../../src/local/seed-targets.ts';
import { createFunction, invokeFunction, zippedBundle } from './functions-there.ts';

/** Lists the hosting apps by the SDK's client, of which nothing is set but what Lambda sets. */
const listing = `
  import { AmplifyClient, ListAppsCommand } from '@aws-sdk/client-amplify';
  const client = new AmplifyClient({});
  export const handler = async () => {
    const { apps } = await client.send(new ListAppsCommand({}));
    return apps.map(({ appId }) => appId);
  };
`;

describe('Amplify Hosting beside the emulator', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, log: () => undefined });
  });

  afterAll(() => emulator.stop());

  it('is reached by functions that the emulator runs, and is emptied with it', async () => {
    const { endpoint, hosting: played } = emulator;
    const { hosting } = clientsFor(localEnvironment(endpoint, played));
    if (!hosting) throw new Error('Nobody plays Amplify Hosting.');
    const { appId } = await seedHostingApp(hosting, 'there');
    const bundle = await zippedBundle(listing, '.');
    await createFunction(endpoint, 'ListHostingApps', bundle);

    expect(await invokeFunction(endpoint, 'ListHostingApps')).toEqual([appId]);

    await emptyEmulator(endpoint);
    await createFunction(endpoint, 'ListHostingApps', bundle);
    expect(await invokeFunction(endpoint, 'ListHostingApps')).toEqual([]);
  });
});
