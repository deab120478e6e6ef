import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { handler as takeLease } from '../../functions/take-lease.ts';
import { eventBus } from '../../src/aws/stack/event-bus.ts';
import { readStack } from '../../src/aws/stack/stack-parts.ts';
import { byMachine } from '../../src/contract/machines.ts';
import { stackParameterName } from '../../src/contract/stack.ts';
import { accessDenied, awsError, throttled } from '../support/aws-world/aws-error.ts';
import { accountId, configBucket, linkTable } from '../support/aws-world/aws-world.ts';
import { linkItemOf } from '../support/aws-world/import-runs.ts';
import { accountWithLongIntent } from '../support/aws-world/long-intent.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { executionId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { runData } from '../support/builders/run.ts';

let world: SampleAccount;
const environment = { ...process.env };

beforeEach(() => {
  world = sampleAccount();
});

afterEach(() => {
  process.env = { ...environment };
});

describe('A function of the stack', () => {
  const inStack = {
    CONFIG_BUCKET: configBucket,
    LINK_TABLE: linkTable,
    ACCOUNT_ID: accountId,
    ALLOWED: 'shop arn:aws:iam::*:role/*',
    MAY_PURGE: 'true',
  };
  /** What the function of "Take lease" is handed: made by what it imports, from its environment. */
  const load = async (variables: Readonly<Record<string, string>>) => {
    Object.assign(process.env, variables);
    const [{ surroundings }, { linkStore }, { owners }] = await Promise.all([
      import('../../src/aws/deployed/surroundings.ts'),
      import('../../src/aws/deployed/link-store.ts'),
      import('../../src/aws/deployed/owners.ts'),
    ]);
    return { ...surroundings, linkStore, owners };
  };

  test.each(['CONFIG_BUCKET', 'LINK_TABLE', 'ACCOUNT_ID'])(
    'Without %s it does not load',
    async (name) => {
      await jest.isolateModulesAsync(async () => {
        const loaded = load({ ...inStack, [name]: '' });

        await expect(loaded).rejects.toThrow(`has no ${name}.`);
      });
      expect(world.calls).toEqual([]);
    },
  );

  test('It finds bucket, table and what is allowed in its environment', async () => {
    const services = await load(inStack);

    const slice = await takeLease(runData(), { services });

    expect(slice).toEqual({ fence: 1 });
    expect(linkItemOf(world)?.lease.owner).toBe(executionId);
    expect(services).toMatchObject({
      allowList: { shop: ['arn:aws:iam::*:role/*'] },
      mayPurge: true,
    });
    expect(await services.account()).toBe(accountId);
  });

  test('It keeps in the bucket what is too large for the table, and finds it there', async () => {
    const { world: account, before } = accountWithLongIntent();
    const services = await load(inStack);

    await takeLease(runData(), { services });
    const { item } = await services.linkStore.read(link);

    const keys = [...(account.s3.buckets.get(configBucket)?.objects.keys() ?? [])];
    expect(keys).toContainEqual(expect.stringContaining('/before-images-'));
    expect(item.intent?.roles.map((role) => role.before)).toEqual(Object.values(before));
  });

  test('It logs its state by name, and neither state data nor answers', async () => {
    const services = await load({ ...inStack, AWS_LAMBDA_FUNCTION_NAME: 'take-lease' });
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    await takeLease(runData(), { services });
    const lines = write.mock.calls.map(([line]) => String(line));
    write.mockRestore();

    expect(lines).toEqual([
      '{"event":"StepStarted","state":"Take lease"}\n',
      '{"event":"StepEnded","state":"Take lease"}\n',
    ]);
  });
});

describe('The bus, as the integration of Step Functions would put events', () => {
  const detail = {
    version: '1',
    app: 'shop',
    env: 'prod',
    executionId: 'x',
    revision: 1,
    pushed: ['parameters'],
    superseded: false,
  };
  const entries = [{ Source: 'amplify-import.shop', DetailType: 'Auth Pushed', Detail: detail }];
  const put = () => eventBus('amplify-import')(entries);

  test('An event arrives with its detail as JSON', async () => {
    const answer = await put();

    expect(answer).toMatchObject({ FailedEntryCount: 0 });
    expect(world.eventBridge.events).toEqual([
      {
        bus: 'amplify-import',
        source: 'amplify-import.shop',
        detailType: 'Auth Pushed',
        detail,
      },
    ]);
  });

  test('An entry that the bus refuses fails under the name that the machine tries again', async () => {
    world.eventBridge.refuse({ ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' });

    await expect(put()).rejects.toMatchObject({ name: 'EventBridge.FailedEntry' });
  });

  test.each([throttled(), awsError('InternalException', 500)])(
    'A bus that cannot be reached fails under the name that the machine tries again: %s',
    async (error) => {
      world.faults.fail('events:PutEvents', error);

      await expect(put()).rejects.toMatchObject({ name: 'EventBridge.InternalException' });
    },
  );

  test('A bus that denies is an error that names the action', async () => {
    world.faults.fail('events:PutEvents', accessDenied());

    await expect(put()).rejects.toMatchObject({ name: 'AccessDenied', action: 'events:PutEvents' });
  });
});

describe("The stack's parts", () => {
  const parts = {
    bucket: configBucket,
    table: linkTable,
    bus: 'amplify-import',
    region: 'eu-west-1',
    machines: byMachine((machine) => `arn:${machine}`),
  };

  test('They are found by the parameter', async () => {
    world.parameterStore.parameters.set(stackParameterName, aParameter(JSON.stringify(parts)));

    expect(await readStack()).toEqual(parts);
  });

  test('Without a stack account and region are named where none is', async () => {
    await expect(readStack()).rejects.toMatchObject({
      name: 'StackMissing',
      message: expect.stringMatching(/ account \d{12} and region \S+\. /),
    });
  });

  test.each(['{}', 'no JSON'])('A parameter of another version is a fault: %s', async (value) => {
    world.parameterStore.parameters.set(stackParameterName, aParameter(value));

    await expect(readStack()).rejects.toMatchObject({ name: 'StoreFault' });
  });
});
