import {
  AmplifyClient,
  CreateAppCommand,
  CreateBranchCommand,
  DeleteAppCommand,
  DeleteBranchCommand,
  GetAppCommand,
  GetBranchCommand,
  ListAppsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAppCommand,
  UpdateBranchCommand,
} from '@aws-sdk/client-amplify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { HostingStandIn } from '../../../src/local/hosting/stand-in.ts';
import { clientOf, hosted, seededApp } from './hosted.ts';

const at = 1_790_000_000_250;
let hosting: HostingStandIn;
let client: AmplifyClient;

beforeEach(async () => {
  ({ hosting, client } = await hosted({ now: () => at }));
});

afterEach(() => hosting.close());

describe('An app', () => {
  it('is shown with its credentials, its build specification and the times', async () => {
    const { appId } = await seededApp(client, {
      basicAuthCredentials: 'dXNlcjpwYXNz',
      buildSpec: 'version: 1',
      environmentVariables: { A: '1' },
    });

    const { app } = await client.send(new GetAppCommand({ appId }));

    expect(appId).toMatch(/^d[a-z0-9]{13}$/);
    expect(app).toMatchObject({
      appArn: `arn:aws:amplify:eu-west-1:000000000000:apps/${appId}`,
      name: 'storefront',
      basicAuthCredentials: 'dXNlcjpwYXNz',
      buildSpec: 'version: 1',
      environmentVariables: { A: '1' },
      defaultDomain: `${appId}.amplifyapp.com`,
      createTime: new Date(at),
    });
  });

  it('keeps the settings that an update does not name', async () => {
    const { appId } = await seededApp(client, { description: 'the shop' });

    await client.send(new UpdateAppCommand({ appId, name: 'shop' }));

    const { app } = await client.send(new GetAppCommand({ appId }));
    expect(app).toMatchObject({ name: 'shop', description: 'the shop' });
  });

  it('is known in its own region only', async () => {
    const { appId } = await seededApp(client);
    const elsewhere = clientOf(hosting.endpoint, { region: 'us-east-1' });

    const asking = elsewhere.send(new GetAppCommand({ appId }));

    await expect(asking).rejects.toMatchObject({
      name: 'NotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
    expect((await elsewhere.send(new ListAppsCommand({}))).apps).toEqual([]);
    expect(hosting.calls.map(({ region }) => region)).toContain('us-east-1');
  });

  it('is gone when it was deleted', async () => {
    const { appId } = await seededApp(client);

    await client.send(new DeleteAppCommand({ appId }));

    const asking = client.send(new GetAppCommand({ appId }));
    await expect(asking).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('is listed with the others, page by page', async () => {
    for (const name of ['a', 'b', 'c']) await client.send(new CreateAppCommand({ name }));

    const first = await client.send(new ListAppsCommand({ maxResults: 2 }));
    const { nextToken } = first;
    const second = await client.send(
      new ListAppsCommand({ maxResults: 2, ...(nextToken !== undefined && { nextToken }) }),
    );

    expect(first.apps?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(second.apps?.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextToken).toBeUndefined();
  });
});

describe('A branch', () => {
  it('may have a slash in its name', async () => {
    const { appId } = await seededApp(client);
    const named = { appId, branchName: 'feature/x' };
    await client.send(new CreateBranchCommand({ ...named, stage: 'DEVELOPMENT' }));
    await client.send(new UpdateBranchCommand({ ...named, enableAutoBuild: false }));

    const { branch } = await client.send(new GetBranchCommand(named));

    expect(branch).toMatchObject({
      branchName: 'feature/x',
      branchArn: `arn:aws:amplify:eu-west-1:000000000000:apps/${appId}/branches/feature/x`,
      stage: 'DEVELOPMENT',
      enableAutoBuild: false,
      totalNumberOfJobs: '0',
    });
  });

  it('is made once, and is gone when it was deleted', async () => {
    const { appId } = await seededApp(client);
    const named = { appId, branchName: 'main' };

    const again = client.send(new CreateBranchCommand(named));
    await expect(again).rejects.toMatchObject({ name: 'BadRequestException' });
    await client.send(new DeleteBranchCommand(named));

    const asking = client.send(new GetBranchCommand(named));
    await expect(asking).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('Tags', () => {
  it.each([
    ['an app', ''],
    ['a branch', '/branches/feature/x'],
  ])('are put on %s and taken from it', async (_, path) => {
    const { appId, appArn } = await seededApp(client);
    await client.send(new CreateBranchCommand({ appId, branchName: 'feature/x' }));
    const resourceArn = `${appArn}${path}`;

    await client.send(
      new TagResourceCommand({ resourceArn, tags: { team: 'web', 'amplify-import': 'any' } }),
    );
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));

    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ 'amplify-import': 'any' });
  });

  it('are shown with an app that was made with them', async () => {
    const { appId, appArn } = await seededApp(client, { tags: { team: 'web' } });

    const { app } = await client.send(new GetAppCommand({ appId }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: appArn }));

    expect(app?.tags).toEqual({ team: 'web' });
    expect(tags).toEqual({ team: 'web' });
  });

  it('are not found on what is not there', async () => {
    const resourceArn = 'arn:aws:amplify:eu-west-1:000000000000:apps/d1';

    const asking = client.send(new ListTagsForResourceCommand({ resourceArn }));

    await expect(asking).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('The endpoint of one service', () => {
  it('leads the client to the stand-in, past the endpoint of all others', async () => {
    const before = { ...process.env };
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    process.env['AWS_ENDPOINT_URL_AMPLIFY'] = hosting.endpoint;
    try {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const led = new AmplifyClient({ region: 'eu-west-1', credentials, maxAttempts: 1 });

      expect((await led.send(new ListAppsCommand({}))).apps).toEqual([]);
      expect(hosting.calls.map(({ operation }) => operation)).toEqual(['ListApps']);
    } finally {
      process.env = before;
    }
  });
});
