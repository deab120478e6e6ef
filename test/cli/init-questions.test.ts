import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountServices } from '../../src/aws/account/account-services.ts';
import { discoveryServices } from '../../src/procedures/account/read-discovery.ts';
import { askForRequest } from '../../src/cli/init-questions.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import {
  bucketName,
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';
import { scriptedPrompts, type Script } from './scripted-prompts.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

/** Lets a person answer; what comes out, and what they were asked and told. */
async function ask(script: Script = {}) {
  const prompts = scriptedPrompts(script);
  const account = accountServices();
  const services = { ...account, ...discoveryServices(account, () => Promise.resolve()) };
  const counter = { tell: () => undefined, clear: () => undefined };
  const request = await askForRequest(prompts, { services, region: 'eu-west-1', counter });
  return { request, asked: prompts.asked, told: prompts.told.join('\n') };
}

function sampleClients() {
  const seeded = world.userPools.pools.get(userPoolId);
  if (!seeded) throw new Error('The sample has no pool.');
  return seeded.clients;
}

describe('init', () => {
  it('U-8, U-3: takes the only pool and the only web client without a question', async () => {
    const { request, asked, told } = await ask();

    expect(request).toEqual({
      app: 'storefront-users',
      env: 'dev',
      userPoolId,
      webClientId,
      nativeClientId,
      identityPoolId,
    });
    expect(asked).toEqual([
      'Region of the user pool',
      'App client of native apps',
      'Identity pool',
      'Name of the app',
      'Environment',
      'Grant access to files in a bucket?',
      'Write this request?',
    ]);
    expect(told).toContain(`storefront-users (${userPoolId}), the only one in eu-west-1`);
    expect(told).toContain('Nothing that was found would block its import.');
  });

  it('makes a request with all that was chosen', async () => {
    const { request } = await ask({
      'App client of native apps': 'native',
      'Name of the app': 'shop',
      Environment: 'prod',
      'Grant access to files in a bucket?': true,
      'Name of the bucket': bucketName,
      'What may users who are signed in do there?': 'Read and upload',
      'What may guests do there?': 'Read',
    });

    expect(requestSchema().parse(request)).toMatchObject({
      app: 'shop',
      env: 'prod',
      nativeClientId,
      grants: {
        storage: [
          { bucket: bucketName, authenticated: ['create', 'read', 'update'], guest: ['read'] },
        ],
      },
    });
  });

  it('S-2: says at once what is wrong with an answer, in the words of the request', async () => {
    const { request, told } = await ask({
      'Region of the user pool': ['Ireland', 'eu-west-1'],
      'Name of the app': ['My Shop', 'my-shop'],
      Environment: ['', 'prod'],
    });

    expect(request).toMatchObject({ app: 'my-shop', env: 'prod' });
    expect(told).toContain('This needs a region like "eu-west-1".');
    expect(told).toContain('This needs a lower-case letter first, then up to 31 of a-z');
  });

  it('U-3: lets the person choose among several web clients, and names who accepts them', async () => {
    sampleClients().push({ ClientId: 'admin', ClientName: 'admin', UserPoolId: userPoolId });

    const { request, told } = await ask({
      'App client of the web app (clients without a secret)': 'admin',
      'Write it all the same?': true,
    });

    expect(request).toMatchObject({ webClientId: 'admin', identityPoolId });
    expect(told).toContain('IDENTITY_POOL_CLIENT_MISMATCH');
  });

  it('proposes the clients that discover proposes', async () => {
    for (const ClientName of ['shop_app_client', 'shop_app_clientWeb']) {
      sampleClients().push({ ClientId: ClientName, ClientName, UserPoolId: userPoolId });
    }
    const provider = { ProviderName: providerName, ServerSideTokenCheck: false };
    world.identityPools.pools
      .get(identityPoolId)
      ?.pool.CognitoIdentityProviders?.push(
        { ...provider, ClientId: 'shop_app_client' },
        { ...provider, ClientId: 'shop_app_clientWeb' },
      );
    sampleClients().splice(0, 2);

    const { request } = await ask();

    expect(request).toMatchObject({
      webClientId: 'shop_app_clientWeb',
      nativeClientId: 'shop_app_client',
    });
  });

  it('says that a bucket is left out in which nobody may do anything', async () => {
    const { request, told } = await ask({
      'Grant access to files in a bucket?': true,
      'Name of the bucket': bucketName,
    });

    expect(request).not.toHaveProperty('grants');
    expect(told).toContain(
      `Nobody is granted anything in ${bucketName}: the request leaves it out.`,
    );
  });

  it('P-1: offers no identity pool that does not accept the user pool', async () => {
    world.identityPools.pools.clear();

    const { request, asked, told } = await ask();

    expect(asked).not.toContain('Identity pool');
    expect(asked).not.toContain('Grant access to files in a bucket?');
    expect(told).toContain('No identity pool of this region accepts the user pool');
    expect(request).not.toHaveProperty('identityPoolId');
  });

  it('shows what would block the import, and writes it only if told to', async () => {
    for (const role of world.iam.roles.values()) role.trustPolicy = '{"Statement":[]}';

    await expect(ask()).rejects.toMatchObject({ name: 'Declined' });
    const { request, told } = await ask({ 'Write it all the same?': true });

    expect(request).toMatchObject({ identityPoolId });
    expect(told).toMatch(/This would block the import:\n\n\[error\] \w+/);
  });

  it('tells of a bucket that is not there before it asks more of it', async () => {
    const { asked, told } = await ask({
      'Grant access to files in a bucket?': true,
      'Name of the bucket': 'no-such-bucket',
      'Name another bucket?': false,
      'What may users who are signed in do there?': 'Read',
      'Write it all the same?': true,
    });

    expect(told).toContain('[error] BUCKET_NOT_FOUND no-such-bucket');
    expect(asked.slice(5, 8)).toEqual([
      'Grant access to files in a bucket?',
      'Name of the bucket',
      'Name another bucket?',
    ]);
  });
});

describe('init makes nothing', () => {
  it('D-1: in a region without a pool', async () => {
    world.userPools.pools.clear();

    const { request, told } = await ask();

    expect(request).toBeNull();
    expect(told).toBe('There is no user pool in eu-west-1 of this account.');
  });

  it('U-1: of a pool without a web client, and says how to make one', async () => {
    sampleClients().shift();

    const { request, told } = await ask();

    expect(request).toBeNull();
    expect(told).toMatch(/NO_WEB_CLIENT [^]+mend: aws cognito-idp create-user-pool-client /);
  });

  it('when the person ends it', async () => {
    await expect(ask({ 'Identity pool': 'Ctrl-C' })).rejects.toThrow('');
    await expect(ask({ 'Write this request?': false })).rejects.toMatchObject({
      name: 'Declined',
    });
  });
});
