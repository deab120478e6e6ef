import {
  GetAppCommand,
  GetBranchCommand,
  UpdateAppCommand,
  UpdateBranchCommand,
  type AmplifyClient,
} from '@aws-sdk/client-amplify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { HostingStandIn } from '../../../src/local/hosting/stand-in.ts';
import { hosted, seededApp } from './hosted.ts';

type Variables = Record<string, string>;

/** An app and a branch take variables by the same rules. */
const kinds = [
  {
    kind: 'an app',
    write: async (client: AmplifyClient, appId: string, environmentVariables?: Variables) => {
      await client.send(
        new UpdateAppCommand({ appId, ...(environmentVariables && { environmentVariables }) }),
      );
    },
    read: async (client: AmplifyClient, appId: string) =>
      (await client.send(new GetAppCommand({ appId }))).app?.environmentVariables,
  },
  {
    kind: 'a branch',
    write: async (client: AmplifyClient, appId: string, environmentVariables?: Variables) => {
      await client.send(
        new UpdateBranchCommand({
          appId,
          branchName: 'main',
          ...(environmentVariables && { environmentVariables }),
        }),
      );
    },
    read: async (client: AmplifyClient, appId: string) =>
      (await client.send(new GetBranchCommand({ appId, branchName: 'main' }))).branch
        ?.environmentVariables,
  },
];

describe.each(kinds)('The variables of $kind', ({ read, write }) => {
  let hosting: HostingStandIn;
  let client: AmplifyClient;
  let appId: string;

  beforeEach(async () => {
    ({ hosting, client } = await hosted());
    ({ appId } = await seededApp(client));
  });

  afterEach(() => hosting.close());

  it('are replaced as a whole', async () => {
    await write(client, appId, { A: '1', B: '2' });
    await write(client, appId, { B: '3' });

    expect(await read(client, appId)).toEqual({ B: '3' });
  });

  it.each([['an empty map', {}] as const, ['no map', undefined] as const])(
    'stay as they are by %s',
    async (_, nothing) => {
      await write(client, appId, { A: '1' });

      await write(client, appId, nothing);

      expect(await read(client, appId)).toEqual({ A: '1' });
    },
  );

  it('go by a key of a single space, and then are left out of the answer', async () => {
    await write(client, appId, { A: '1' });

    await write(client, appId, { ' ': '' });

    expect(await read(client, appId)).toBeUndefined();
  });

  it.each([
    ['an empty key', { '': '' }, 'cannot have an empty key'],
    ['a name of AWS', { AWS_BRANCH: 'x' }, 'reserved prefix AWS'],
    ['a key that is too long', { ['K'.repeat(256)]: '' }, 'more than 255 characters'],
    ['a value that is too long', { K: 'v'.repeat(5_501) }, 'more than 5500 characters'],
  ])('refuse %s, and nothing is written', async (_, variables, message) => {
    await write(client, appId, { A: '1' });

    const writing = write(client, appId, { ...variables, B: '2' });

    await expect(writing).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(writing).rejects.toThrow(message);
    expect(await read(client, appId)).toEqual({ A: '1' });
  });

  it('take the longest key and the longest value', async () => {
    const longest = { ['K'.repeat(255)]: 'v'.repeat(5_500) };

    await write(client, appId, longest);

    expect(await read(client, appId)).toEqual(longest);
  });
});
