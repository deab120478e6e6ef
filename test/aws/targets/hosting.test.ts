import { AmplifyClient, CreateBranchCommand } from '@aws-sdk/client-amplify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { accountServices } from '../../../src/aws/account/account-services.ts';
import { AwsUnavailable } from '../../../src/contract/errors/faults.ts';
import {
  hostedAccount,
  operationsOf,
  ownersClient,
  seedApp,
  variablesOf,
} from '../../push/hosted-account.ts';

const { hosting: there } = hostedAccount();
process.env['AWS_REGION'] = 'eu-west-1';
const { hosting } = accountServices();
const names = ['AMPLIFY_USERPOOL_ID', 'AMPLIFY_WEBCLIENT_ID'];
const appOf = (appId: string) =>
  ({ kind: 'hosting', region: 'eu-west-1', appId, branch: null }) as const;
const branchOf = (appId: string, branch = 'feature/x') => ({ ...appOf(appId), branch }) as const;
const counted = () => (there().calls as unknown[]).splice(0);

describe('A look at Amplify Hosting', () => {
  it('gives of an app what a plan may know, and nothing else of its answers', async () => {
    const appId = await seedApp(there(), {
      environmentVariables: {
        AMPLIFY_USERPOOL_ID: 'eu-west-1_Before123',
        AMPLIFY_WEBCLIENT_ID: 'a secret',
        THEIRS: 'ä secret',
      },
      tags: { 'amplify-import': 'any', other: 'a secret' },
      basicAuthCredentials: 'a secret',
      buildSpec: 'a secret',
    });
    counted();

    const found = await hosting.look(appOf(appId), names);

    expect(found).toEqual({
      status: 'found',
      value: {
        arn: `arn:aws:amplify:eu-west-1:000000000000:apps/${appId}`,
        tag: 'any',
        ours: {
          AMPLIFY_USERPOOL_ID: { value: 'eu-west-1_Before123' },
          AMPLIFY_WEBCLIENT_ID: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
        foreign: { count: 1, bytes: 15 },
        executionRole: null,
        facts: { connected: true, autoBuild: false, gen2: false, overriding: [] },
      },
    });
    expect([...operationsOf(there())].toSorted()).toEqual(['GetApp', 'ListBranches']);
  });

  it('gives of a branch its own tag and ARN, and what is built of it by whom', async () => {
    const appId = await seedApp(
      there(),
      { tags: { 'amplify-import': 'any' } },
      {
        branchName: 'feature/x',
        tags: { 'amplify-import': 'storefront' },
        backend: { stackArn: 'arn:aws:cloudformation:eu-west-1:000000000000:stack/gen2/1' },
      },
    );

    const found = await hosting.look(branchOf(appId), names);

    expect(found).toMatchObject({
      status: 'found',
      value: {
        arn: `arn:aws:amplify:eu-west-1:000000000000:apps/${appId}/branches/feature/x`,
        tag: 'storefront',
        facts: { connected: true, autoBuild: true, gen2: true },
      },
    });
  });

  it('finds branches that override, among 100 at the most, by three calls', async () => {
    const appId = await seedApp(there());
    const client = ownersClient(there());
    for (let index = 0; index < 110; index += 1) {
      const environmentVariables = { AMPLIFY_USERPOOL_ID: 'a secret', THEIRS: 'a secret' };
      const branchName = `branch-${index}`;
      await client.send(new CreateBranchCommand({ appId, branchName, environmentVariables }));
    }
    counted();

    const found = await hosting.look(appOf(appId), names);

    const overriding = found.status === 'found' ? found.value.facts.overriding : [];
    expect(overriding).toHaveLength(99);
    expect(overriding[0]).toEqual({ branch: 'branch-0', names: ['AMPLIFY_USERPOOL_ID'] });
    expect(operationsOf(there())).toHaveLength(3);
  });

  it('needs no right to list the branches', async () => {
    const appId = await seedApp(there());
    there().fail('ListBranches', { error: 'UnauthorizedException', status: 401 });

    expect(await hosting.look(appOf(appId), names)).toMatchObject({ status: 'found' });
  });

  it.each([
    ['GetApp', 'amplify:GetApp'],
    ['GetBranch', 'amplify:GetBranch'],
  ] as const)('says which right it lacks: %s', async (operation, action) => {
    const appId = await seedApp(there(), {}, { branchName: 'feature/x' });
    there().fail(operation, { error: 'UnauthorizedException', status: 401 });

    expect(await hosting.look(branchOf(appId), names)).toEqual({ status: 'denied', action });
  });

  it('finds nothing that is not there', async () => {
    const appId = await seedApp(there());

    const looks = [appOf('d404'), branchOf('d404'), branchOf(appId)].map((place) =>
      hosting.look(place, names),
    );

    expect(await Promise.all(looks)).toEqual(looks.map(() => ({ status: 'not-found' })));
  });
});

describe('Where Amplify Hosting cannot be reached', () => {
  const mocked = () => mockClient(AmplifyClient);
  let mock: ReturnType<typeof mocked>;

  beforeEach(() => {
    mock = mocked();
  });

  afterEach(() => mock.restore());

  it.each([
    ['there is no app where it has no address', 'ENOTFOUND', { status: 'not-found' }],
    ['it is tried again where only the connection broke', 'ECONNRESET', null],
  ])('%s', async (_, code, answer) => {
    mock.onAnyCommand().rejects(Object.assign(new Error('a secret'), { code }));

    const look = hosting.look({ ...appOf('d1'), region: 'ca-west-1' }, names);

    if (answer) expect(await look).toEqual(answer);
    else await expect(look).rejects.toThrow(AwsUnavailable);
  });
});

describe('Builds of Amplify Hosting', () => {
  it('are started once, whatever becomes of the call', async () => {
    const appId = await seedApp(there(), {}, { branchName: 'feature/x' });
    counted();
    there().fail('StartJob', { status: 503 }, 5);

    await expect(hosting.release(branchOf(appId))).rejects.toThrow(AwsUnavailable);

    expect(operationsOf(there())).toEqual(['StartJob']);
  });

  it('are none where another one of the branch runs, and are listed newest first', async () => {
    const appId = await seedApp(there(), {}, { branchName: 'feature/x' });
    there().nextJob({ pending: { reads: 0 }, running: { reads: 0 } });
    const first = await hosting.release(branchOf(appId));
    there().nextJob({ pending: 'forever' });
    const second = await hosting.release(branchOf(appId));

    const third = await hosting.release(branchOf(appId));
    const jobs = await hosting.jobs(branchOf(appId));

    expect([first?.id, second?.id, third]).toEqual(['1', '2', null]);
    expect(jobs).toMatchObject([
      { id: '2', type: 'RELEASE', state: 'running' },
      { id: '1', type: 'RELEASE', state: 'succeeded' },
    ]);
    expect(await hosting.job(branchOf(appId), '2')).toMatchObject({ id: '2', state: 'running' });
  });
});

describe('Variables of Amplify Hosting', () => {
  it.each([
    ['an app', null],
    ['a branch', 'feature/x'],
  ])('of %s are read and replaced as a whole, down to none', async (_, branch) => {
    const appId = await seedApp(there(), {}, { branchName: 'feature/x' });
    const place = { ...appOf(appId), branch };

    await hosting.replaceVariables(place, { A: '1', B: '2' });
    const both = await hosting.variables(place);
    await hosting.replaceVariables(place, {});

    expect(both).toEqual({ status: 'found', value: { A: '1', B: '2' } });
    expect(await variablesOf(there(), appId, branch ?? undefined)).toEqual({});
  });

  it('are sent once: what is sent again later would take back what others wrote meanwhile', async () => {
    const appId = await seedApp(there());
    counted();
    there().fail('UpdateApp', { status: 503 }, 5);

    await expect(hosting.replaceVariables(appOf(appId), { A: '1' })).rejects.toThrow(
      AwsUnavailable,
    );

    expect(operationsOf(there())).toEqual(['UpdateApp']);
  });
});
