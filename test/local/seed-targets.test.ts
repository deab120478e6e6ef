import {
  GetAppCommand,
  GetBranchCommand,
  ListAppsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-amplify';
import { describe, expect, it } from '@jest/globals';

import { seedHostingApp } from '../../src/local/seed-targets.ts';
import { hosted } from './hosting/hosted.ts';

describe('The hosting app of the sample', () => {
  it('has three variables of its own, the tag of its owner and a branch, and is made once', async () => {
    const { hosting, client } = await hosted();

    const sample = await seedHostingApp(client, 'a1');
    const again = await seedHostingApp(client, 'a1');

    expect(again).toEqual(sample);
    expect((await client.send(new ListAppsCommand({}))).apps).toHaveLength(1);
    const { appId, appArn: resourceArn, branch: branchName } = sample;
    const { app } = await client.send(new GetAppCommand({ appId }));
    expect(app?.environmentVariables).toEqual(sample.variables);
    expect(Object.keys(sample.variables)).toHaveLength(3);
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ 'amplify-import': 'any' });
    const { branch } = await client.send(new GetBranchCommand({ appId, branchName }));
    expect(branch).toMatchObject({ branchName: 'main', stage: 'PRODUCTION' });
    await hosting.close();
  });
});
