import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchedSchema } from '../../src/contract/fetched.ts';
import type { RemovalResult } from '../../src/contract/removal/result.ts';
import { resultSchema } from '../../src/contract/result.ts';
import { startCountingProxy } from '../../src/local/counting-proxy.ts';
import { refusedRequest, sampleRequest } from '../../src/local/demo-requests.ts';
import { fetchPublished, waitForPublished } from '../../src/local/published-files.ts';
import { seedRefusedPool } from '../../src/local/seed.ts';
import { seedAppClient, seedUserPool } from '../../src/local/seed-user-pool.ts';
import { oursIn, removeAll, somebodyReadsAndListens } from './account-of-others.ts';
import { deleteByTheDocs } from './deleted-by-the-docs.ts';
import { startLocalCloud, type LocalCloud } from './local-cloud.ts';
import { pushBothWays } from './pushed-both-ways.ts';
import { removeBothWays } from './removed-both-ways.ts';

/** The main job on the emulator, over HTTP: the real machine file, the real handlers, the real SDK. */
describe('on the local cloud', () => {
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud();
  }, 240_000);

  afterAll(() => cloud?.stop(), 60_000);

  const app = 'storefront';
  const result = (stdout: string) => resultSchema().parse(JSON.parse(stdout));

  /** Starts the machine with any input, and gives how the execution ended. */
  async function execute(input: string) {
    const { sfn } = cloud.clients;
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: cloud.importMachine, input }),
    );
    for (;;) {
      const description = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (description.status !== 'RUNNING') return description;
      await sleep(50);
    }
  }

  async function foreignPolicy(): Promise<string | undefined> {
    const command = { RoleName: cloud.sample.authenticatedRole.name, PolicyName: 'TeamAnalytics' };
    return (await cloud.clients.iam.send(new GetRolePolicyCommand(command))).PolicyDocument;
  }

  it('publishes the same bytes in process, through Step Functions and by an event', async () => {
    const before = await foreignPolicy();
    const store = join(cloud.folder, 'store');
    const request = cloud.file('dev', sampleRequest(cloud.sample, 'dev'));

    const inProcess = await cloud.run(['run', request, '--store', store, '--json']);
    const deployed = await cloud.run(['start', request, '--wait', '--json']);
    const next = sampleRequest(cloud.sample, 'staging');
    const plan = cloud.file('staging-plan', { ...next, mode: 'plan' });
    const planned = result((await cloud.run(['start', plan, '--wait', '--json'])).stdout);
    const detail = { version: '1', ...next, expectPlan: planned.plan?.hash };
    await cloud.clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'amplify-import',
            Source: `amplify-import.${app}`,
            DetailType: 'Auth Import Requested',
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    const staging = await waitForPublished(cloud.clients.s3, cloud.bucket, app, 'staging', 30);

    expect([inProcess.code, deployed.code]).toEqual([0, 0]);
    expect(result(inProcess.stdout)).toMatchObject({
      status: 'published',
      push: { status: 'pushed' },
    });
    expect(result(deployed.stdout)).toMatchObject({
      status: 'published',
      published: { revision: 1 },
    });
    const dev = await fetchPublished(cloud.clients.s3, cloud.bucket, app, 'dev');
    for (const [name, text] of Object.entries(dev)) {
      expect(readFileSync(join(store, 'config', app, 'dev', name), 'utf8')).toBe(text);
      expect(staging[name]).toBe(text);
    }
    expect(await foreignPolicy()).toBe(before);
  }, 60_000);

  it('fetches from the stack what was published, and nothing of an environment that was not', async () => {
    const out = join(cloud.folder, 'fetched');
    const words = ['fetch', '--app', app, '--format', 'all', '--out', out, '--store', 'aws'];

    const fetched = await cloud.run([...words, '--env', 'dev', '--json']);
    const again = await cloud.run([...words, '--env', 'dev', '--json']);
    const missing = await cloud.run([...words, '--env', 'nowhere']);

    expect([fetched.code, again.code, missing.code]).toEqual([0, 0, 3]);
    expect(
      [fetched, again].map(({ stdout }) => fetchedSchema.parse(JSON.parse(stdout)).status),
    ).toEqual(['fetched', 'unchanged']);
    const dev = await fetchPublished(cloud.clients.s3, cloud.bucket, app, 'dev');
    for (const [name, text] of Object.entries(dev)) {
      expect(readFileSync(join(out, name), 'utf8')).toBe(text);
    }
  }, 60_000);

  it('finds nothing to do the second time, in process and deployed', async () => {
    const store = join(cloud.folder, 'store');
    const request = cloud.file('dev', sampleRequest(cloud.sample, 'dev'));

    const inProcess = await cloud.run(['run', request, '--store', store, '--json']);
    const deployed = await cloud.run(['start', request, '--wait', '--json']);

    expect(result(inProcess.stdout).status).toBe('unchanged');
    expect(result(deployed.stdout).status).toBe('unchanged');
  }, 60_000);

  it('runs the stored request again from app and env alone', async () => {
    const again = await cloud.run([
      'start',
      cloud.file('again', { app, env: 'dev' }),
      '--wait',
      '--json',
    ]);

    expect(result(again.stdout).status).toBe('unchanged');
  }, 30_000);

  it('imports a pool of another account by the role that the request names', async () => {
    const { endpoint } = cloud;
    const central = '444455556666';
    // The emulator takes a key of twelve digits for an account.
    const credentials = { accessKeyId: central, secretAccessKey: 'test' };
    const client = new CognitoIdentityProviderClient({
      endpoint,
      region: 'us-east-1',
      credentials,
    });
    const userPoolId = await seedUserPool(client, 'central-customers');
    const webClientId = await seedAppClient(client, userPoolId, 'central-web', {
      GenerateSecret: false,
    });
    const request = { app, env: 'central', userPoolId, webClientId };
    const readRoleArn = `arn:aws:iam::${central}:role/AmplifyImportRead`;
    const alone = cloud.file('alone', request);
    const byRole = cloud.file('central', { ...request, readRoleArn });
    const store = join(cloud.folder, 'central');

    const refused = await cloud.run(['run', alone, '--store', store, '--json']);
    const inProcess = await cloud.run(['run', byRole, '--store', store, '--json']);
    const deployed = await cloud.run(['start', byRole, '--wait', '--json']);

    expect(result(refused.stdout).findings.map(({ code }) => code)).toContain(
      'USER_POOL_NOT_FOUND',
    );
    expect(result(inProcess.stdout).status).toBe('published');
    expect(result(deployed.stdout).status).toBe('published');
  }, 60_000);

  it('G1: a push, and then a removal, come to the same end in process and through Step Functions', async () => {
    const pushed = await pushBothWays(cloud);
    const { inProcess, deployed, variables } = pushed;

    expect({ ...deployed, report: null }).toEqual({ ...inProcess, report: null });
    expect(inProcess).toMatchObject({
      status: 'pushed',
      targets: [
        { kind: 'function', status: 'pushed' },
        { kind: 'hosting', status: 'pushed' },
        { kind: 'parameters', status: 'pushed' },
      ],
    });
    expect(variables).toMatchObject({
      TABLE_NAME: 'orders',
      AUTH_STOREFRONT_USERPOOLID: cloud.sample.userPoolId,
    });

    const removed = await removeBothWays(cloud, pushed);

    // The second one removes the revision after that of the first one, of which the hash tells.
    const comparable = ({ plan, ...rest }: RemovalResult) => ({
      ...rest,
      plan: { ...plan, hash: null },
      revision: null,
      report: null,
    });
    expect(comparable(removed.deployed)).toEqual(comparable(removed.inProcess));
    expect(removed.inProcess).toMatchObject({
      status: 'removed',
      revision: 1,
      roles: [{ status: 'removed' }, { status: 'removed' }],
      targets: [
        { kind: 'function', status: 'restored' },
        { kind: 'hosting', status: 'restored' },
        { kind: 'parameters', status: 'restored' },
      ],
    });
    expect(removed.deployed.revision).toBe(2);
    expect(removed.variables).not.toHaveProperty('AUTH_STOREFRONT_USERPOOLID');
    expect(removed.variables).toMatchObject({ TABLE_NAME: 'orders' });
    expect(removed.policies).not.toContain('AmplifyImport-storefront.both');
  }, 240_000);

  it('ends a refused import in Fail with ImportRefused and a cause in plain text', async () => {
    const refused = await seedRefusedPool(cloud.clients, 'ab12cd');
    const request = refusedRequest(refused, cloud.sample);

    const { status, error, cause = '' } = await execute(JSON.stringify(request));
    const started = await cloud.run(['start', cloud.file('refused', request), '--wait', '--json']);

    expect({ status, error }).toEqual({ status: 'FAILED', error: 'ImportRefused' });
    for (const code of ['WEB_CLIENT_HAS_SECRET', 'CLIENT_NOT_FOUND', 'BUCKET_NOT_FOUND']) {
      expect(cause).toContain(code);
    }
    expect(cause).not.toContain('"trace"');
    expect(started.code).toBe(1);
    expect(result(started.stdout).findings.map(({ code }) => code)).toContain('BUCKET_NOT_FOUND');
  }, 60_000);

  it.each([
    ['an empty input', {}],
    ["the console's example", { Comment: 'Insert your JSON here' }],
    [
      'swapped ids',
      { app, env: 'x', userPoolId: 'us-east-1:11111111-2222-4333-8444-555555555555' },
    ],
    ['blanks around an id', { app, env: 'x', userPoolId: ' us-east-1_AbCdEfGhI ' }],
    ['an unknown key', { app, env: 'x', userPoolID: 'us-east-1_AbCdEfGhI' }],
    [
      'a raw CloudTrail event',
      { source: 'aws.cognito-idp', 'detail-type': 'AWS API Call via CloudTrail', detail: {} },
    ],
    [
      "an event of another app's source",
      {
        source: 'amplify-import.other',
        'detail-type': 'Auth Import Requested',
        detail: { version: '1', app, env: 'x', userPoolId: 'us-east-1_AbCdEfGhI' },
      },
    ],
  ])(
    'refuses %s alike in process, on Step Functions and through start --wait',
    async (_, input) => {
      const store = join(cloud.folder, 'untouched');
      const file = cloud.file('mistake', input);

      const inProcess = await cloud.run(['run', file, '--store', store, '--json']);
      const started = await cloud.run(['start', file, '--wait', '--json']);
      const { error, cause } = await execute(JSON.stringify(input));

      expect(error).toBe('InvalidRequest');
      expect(cause).toContain('A request looks like this:');
      for (const { code, stdout } of [inProcess, started]) {
        expect(code).toBe(1);
        expect(result(stdout)).toMatchObject({
          status: 'refused',
          error: { name: 'InvalidRequest', message: cause },
        });
      }
      expect(() => readFileSync(store)).toThrow('ENOENT');
    },
    60_000,
  );

  it('still ends well when half of all Cognito and IAM calls are throttled', async () => {
    let turn = 0;
    const often: readonly string[] = ['cognito-idp', 'cognito-identity', 'iam'];
    const proxy = await startCountingProxy(cloud.endpoint, {
      throttled: (service) => often.includes(service) && (turn += 1) % 2 === 1,
    });
    const request = cloud.file('throttled', sampleRequest(cloud.sample, 'throttled'));
    const words = ['run', request, '--store', join(cloud.folder, 'throttled'), '--json'];

    const { code, stdout } = await cloud.run(words, proxy.endpoint);
    await proxy.close();

    expect(code).toBe(0);
    expect(result(stdout).status).toBe('published');
    const { PolicyNames } = await cloud.clients.iam.send(
      new ListRolePoliciesCommand({ RoleName: cloud.sample.authenticatedRole.name }),
    );
    expect(PolicyNames).toContain(`AmplifyImport-${app}.throttled`);
  }, 120_000);

  it('is gone without a trace when it is deleted as docs/deploying.md says', async () => {
    await somebodyReadsAndListens(cloud);

    const removals = await removeAll(cloud);
    const deleted = await deleteByTheDocs(cloud);

    expect(removals.length).toBeGreaterThan(2);
    expect(new Set(removals)).toEqual(new Set([0]));
    expect(deleted).toEqual({
      readers: ['reader'],
      rules: ['storefront-published'],
      destroyed: true,
    });
    expect(await oursIn(cloud)).toEqual([]);
  }, 120_000);
});
