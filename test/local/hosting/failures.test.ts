import {
  GetAppCommand,
  ListJobsCommand,
  StartJobCommand,
  UpdateAppCommand,
  type AmplifyClient,
} from '@aws-sdk/client-amplify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { RESET_PATH, type HostingStandIn } from '../../../src/local/hosting/stand-in.ts';
import { clientOf, hosted, seededApp } from './hosted.ts';

let hosting: HostingStandIn;
let client: AmplifyClient;
let appId: string;

beforeEach(async () => {
  ({ hosting, client } = await hosted());
  ({ appId } = await seededApp(client, { environmentVariables: { A: '1' } }));
});

afterEach(() => hosting.close());

const variables = async () =>
  (await client.send(new GetAppCommand({ appId }))).app?.environmentVariables;
const write = (environmentVariables: Record<string, string>, by = client) =>
  by.send(new UpdateAppCommand({ appId, environmentVariables }));

describe('A call that was told to fail', () => {
  it('fails by the error, as often as was said, and has no effect', async () => {
    const failure = { error: 'UnauthorizedException', status: 401, message: 'not you' };
    hosting.fail('UpdateApp', failure, 2);

    for (const _ of [1, 2]) {
      const writing = write({ B: '2' });
      await expect(writing).rejects.toMatchObject({
        name: 'UnauthorizedException',
        message: 'not you',
      });
    }
    expect(await variables()).toEqual({ A: '1' });
    await write({ B: '2' });
    expect(await variables()).toEqual({ B: '2' });
  });

  it.each(['throttled', { status: 500 }, 'closed'] as const)(
    'is tried again by the client when it failed by %j',
    async (failure) => {
      hosting.fail('GetApp', failure);
      const patient = clientOf(hosting.endpoint, { maxAttempts: 2 });

      const { app, $metadata } = await patient.send(new GetAppCommand({ appId }));

      expect(app?.name).toBe('storefront');
      expect($metadata.attempts).toBe(2);
    },
  );

  it('has its effect when only its answer was lost', async () => {
    hosting.fail('UpdateApp', 'lost answer');

    await expect(write({ B: '2' })).rejects.toThrow('socket hang up');

    expect(await variables()).toEqual({ B: '2' });
  });

  it('meets its own job when a start is tried again after a lost answer', async () => {
    hosting.fail('StartJob', 'lost answer');
    const patient = clientOf(hosting.endpoint, { maxAttempts: 2 });
    const branch = { appId, branchName: 'main' };

    const starting = patient.send(new StartJobCommand({ ...branch, jobType: 'RELEASE' }));

    await expect(starting).rejects.toMatchObject({ name: 'LimitExceededException' });
    const { jobSummaries } = await client.send(new ListJobsCommand(branch));
    expect(jobSummaries).toHaveLength(1);
  });
});

describe('What happens before a call', () => {
  it('can be another writer, whose own calls go by without it', async () => {
    const seen: string[] = [];
    hosting.beforeCall(async ({ operation }) => {
      seen.push(operation);
      if (operation === 'UpdateApp') await write({ THEIRS: '1' });
    });

    const before = await variables();
    const { app } = await write({ ...before, OURS: '1' });

    expect(app?.environmentVariables).toEqual({ A: '1', OURS: '1' });
    expect(seen).toEqual(['GetApp', 'UpdateApp']);
    const updates = hosting.calls.filter(({ operation }) => operation === 'UpdateApp');
    expect(updates.map(({ body }) => body['environmentVariables'])).toEqual([
      { A: '1', OURS: '1' },
      { THEIRS: '1' },
    ]);
  });
});

describe('A request that is none of the service', () => {
  it.each([
    ['is not signed', '/apps', {}, 401, 'UnauthorizedException'],
    ['has no route', '/webhooks', signed('amplify'), 400, 'BadRequestException'],
    ['is signed for another service', '/apps', signed('s3'), 401, 'UnauthorizedException'],
  ])('is refused when it %s', async (_, path, headers, status, error) => {
    const response = await fetch(`${hosting.endpoint}${path}`, { headers });

    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(error);
  });

  it('is refused when its body is no JSON', async () => {
    const sent = { method: 'POST', headers: signed('amplify'), body: '{' };

    const response = await fetch(`${hosting.endpoint}/apps`, sent);

    expect(response.headers.get('x-amzn-errortype')).toBe('BadRequestException');
  });

  it('empties the stand-in by a path of its own', async () => {
    await fetch(`${hosting.endpoint}${RESET_PATH}`, { method: 'POST' });

    await expect(variables()).rejects.toMatchObject({ name: 'NotFoundException' });
    expect(hosting.calls).toHaveLength(1);
  });
});

function signed(service: string): Record<string, string> {
  const scope = `20260101/eu-west-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=test/${scope}, SignedHeaders=host` };
}
