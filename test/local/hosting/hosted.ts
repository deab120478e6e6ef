import {
  AmplifyClient,
  CreateAppCommand,
  CreateBranchCommand,
  type AmplifyClientConfig,
  type App,
  type CreateAppCommandInput,
} from '@aws-sdk/client-amplify';
import { startHostingStandIn, type HostingOptions } from '../../../src/local/hosting/stand-in.ts';

/** The SDK's own client, which reaches nothing but the stand-in and tries once. */
export const clientOf = (endpoint: string, settings: AmplifyClientConfig = {}): AmplifyClient =>
  new AmplifyClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...settings,
  });

/** A stand-in and a client of it. */
export async function hosted(options: HostingOptions = {}) {
  const hosting = await startHostingStandIn(options);
  return { hosting, client: clientOf(hosting.endpoint) };
}

/** An app that is connected to a repository, with a branch "main". */
export async function seededApp(
  client: AmplifyClient,
  settings: Partial<CreateAppCommandInput> = {},
): Promise<App & { readonly appId: string }> {
  const { app } = await client.send(
    new CreateAppCommand({
      name: 'storefront',
      repository: 'https://git.example.com/storefront',
      ...settings,
    }),
  );
  if (!app?.appId) throw new Error('The stand-in made no app.');
  await client.send(new CreateBranchCommand({ appId: app.appId, branchName: 'main' }));
  return { ...app, appId: app.appId };
}
