import type { AmplifyClient, App } from '@aws-sdk/client-amplify';
import {
  CreateAppCommand,
  CreateBranchCommand,
  GetBranchCommand,
  paginateListApps,
} from '@aws-sdk/client-amplify';

import { ALLOW_TAG } from './seed-identity-pool.ts';
import { present } from './seed-user-pool.ts';

/** A hosting app of a team, with variables of its own that no push may touch. */
export type HostingSample = {
  readonly appId: string;
  readonly appArn: string;
  readonly branch: string;
  readonly variables: Readonly<Record<string, string>>;
};

const variables = {
  API_URL: 'https://api.shop.example.com',
  FEATURE_FLAGS: '{"checkout":"new"}',
  _BUILD_TIMEOUT: '30',
};

const findApp = async (client: AmplifyClient, name: string): Promise<App | undefined> => {
  for await (const page of paginateListApps({ client }, {})) {
    const found = page.apps?.find((app) => app.name === name);
    if (found) return found;
  }
  return undefined;
};

const createApp = async (client: AmplifyClient, name: string): Promise<App | undefined> => {
  const command = new CreateAppCommand({
    name,
    repository: 'https://git.example.com/storefront',
    environmentVariables: variables,
    tags: { [ALLOW_TAG.Key]: ALLOW_TAG.Value },
  });
  return (await client.send(command)).app;
};

const ensureBranch = async (
  client: AmplifyClient,
  branch: { readonly appId: string; readonly branchName: string },
): Promise<void> => {
  try {
    await client.send(new GetBranchCommand(branch));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotFoundException') throw error;
    await client.send(new CreateBranchCommand({ ...branch, stage: 'PRODUCTION' }));
  }
};

/** A hosting app with one branch, which lets the project write; the same suffix again finds it. */
export const seedHostingApp = async (
  client: AmplifyClient,
  suffix: string,
): Promise<HostingSample> => {
  const name = `storefront-${suffix}`;
  const app = (await findApp(client, name)) ?? (await createApp(client, name));
  const appId = present(app?.appId, 'the id of the hosting app');
  const branch = 'main';
  await ensureBranch(client, { appId, branchName: branch });
  return { appId, appArn: present(app?.appArn, 'its ARN'), branch, variables };
};
