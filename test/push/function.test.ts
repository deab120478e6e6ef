import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Result } from '../../src/contract/result.ts';
import { accessDenied, awsError, throttled } from '../support/aws-world/aws-error.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import type { PushResult } from '../../src/contract/push/result.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';

const ours = {
  AUTH_STOREFRONT_USERPOOLID: userPoolId,
  AUTH_STOREFRONT_CLIENTID: webClientId,
  AUTH_STOREFRONT_IDENTITYPOOLID: identityPoolId,
  AUTH_STOREFRONT_REGION: homeRegion,
};
const ten = Array.from({ length: 10 }, (_, index) => `fn-${index}`);
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const idOf = (name: string) => `function:${homeRegion}:${name}`;
const arnOf = (account: string, partition = 'aws') =>
  `arn:${partition}:lambda:${homeRegion}:${account}:function:orders`;
const variablesOf = (name: string) => world.lambda.functions.get(homeRegion, name).variables;
/** What is said of functions. */
const told = ({ findings }: Pick<Result, 'findings'>) =>
  findings.filter(({ code }) => code.startsWith('FUNCTION_'));
const updates = () =>
  world.calls.filter(({ action }) => action === 'UpdateFunctionConfiguration').length;

/** Services of a run in which nobody waits, neither for Lambda nor for a turn. */
function hastyServices(overrides: Partial<Services> = {}): Services {
  return stackServices({ wait: async () => undefined, ...overrides });
}

/** A push of the link, and everything that it left. */
async function pushed(
  input: object = {},
  services = hastyServices(),
): Promise<{ result: PushResult; run: unknown }> {
  const { result, ...run } = await pushOnce({ ...link, ...input }, { services });
  if (result === null) throw new Error('The push has no result.');
  return { result, run };
}

function imported(
  functions: readonly object[],
  overrides: object = {},
  services = hastyServices(),
): Promise<Result> {
  return runOnce({ ...fullRequest, ...overrides, functions }, { services });
}

/** So many variables of somebody else, together so many bytes of JSON text. */
function foreignVariables(count: number, bytes: number, text = 'v'): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => `THEIRS_${index}`);
  const empty = Object.fromEntries(names.map((name) => [name, text]));
  const room = bytes - JSON.stringify(empty).length;
  return { ...empty, THEIRS_0: `${text}${'x'.repeat(room)}` };
}

describe('P1: ten functions', () => {
  it('P1: get the ids, and keep the 60 variables of others byte for byte; a second push writes nothing', async () => {
    const foreign = foreignVariables(60, 3_500, 'ü "quoted" \\');
    for (const name of ten) world.lambda.add(homeRegion, name);
    world.lambda.add(homeRegion, 'fn-3', { variables: foreign });
    const { status } = await imported(ten.map((name) => ({ name })));
    expect(status).toBe('published');

    const { result } = await pushed();

    expect(result).toMatchObject({ status: 'pushed', revision: 1, findings: [] });
    for (const name of ten) expect(variablesOf(name)).toMatchObject(ours);
    expect(variablesOf('fn-3')).toEqual({ ...foreign, ...ours });
    expect(Object.keys(variablesOf('fn-3')).slice(0, 60)).toEqual(Object.keys(foreign));
    world.forgetCalls();
    await expect(pushed()).resolves.toMatchObject({ result: { status: 'unchanged' } });
    expect(updates()).toBe(0);
  });

  it('are read once each for a plan, with their aliases in that of an import: three reads at most', async () => {
    world.lambda.add(homeRegion, 'orders');

    await imported([{ name: 'orders' }]);
    const ofImport = actionsOf(world.calls).filter((action) => action.startsWith('lambda:'));
    world.forgetCalls();
    await pushed({ mode: 'plan' });

    expect(ofImport).toEqual(['lambda:GetFunction', 'lambda:ListAliases']);
    expect(actionsOf(world.calls).filter((action) => action.startsWith('lambda:'))).toEqual([
      'lambda:GetFunction',
    ]);
  });

  it('are named by ARN as well, and get another prefix where one is asked for', async () => {
    world.lambda.add('us-east-1', 'orders');
    const arn = 'arn:aws:lambda:us-east-1:111122223333:function:orders:live';
    await imported([{ name: arn, prefix: 'Users' }]);

    const { result } = await pushed();

    expect(result.targets).toEqual([
      { id: 'function:us-east-1:orders', kind: 'function', status: 'pushed' },
    ]);
    expect(world.lambda.functions.get('us-east-1', 'orders').variables).toMatchObject({
      Users_USERPOOLID: userPoolId,
    });
  });

  it('E-12: change nothing of the files that apps fetch', async () => {
    world.lambda.add(homeRegion, 'orders');
    await imported([]);
    const without = storedTexts(world, 'config/');

    await imported([{ name: 'orders', access: ['getUser'] }]);
    await pushed();

    expect(storedTexts(world, 'config/')).toEqual(without);
  });

  it('of a user pool alone get no identity pool, and lose one that we had written', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { THEIRS: '1' } });
    await imported([{ name: 'orders' }]);
    await pushed();
    await imported([{ name: 'orders' }], { identityPoolId: null, grants: {} });

    await pushed();

    const { AUTH_STOREFRONT_IDENTITYPOOLID: _gone, ...left } = ours;
    expect(variablesOf('orders')).toEqual({ THEIRS: '1', ...left });
  });

  it('that leave the request get back what stood there before', async () => {
    const before = { THEIRS: '1', AUTH_STOREFRONT_REGION: 'us-east-1' };
    world.lambda.add(homeRegion, 'orders', { variables: before });
    await imported([{ name: 'orders' }]);
    await pushed();
    expect(variablesOf('orders')).toMatchObject(ours);
    await imported([]);

    const { result } = await pushed();

    expect(result).toMatchObject({ status: 'pushed' });
    expect(variablesOf('orders')).toEqual(before);
    expect(linkItemOf(world)?.push?.targets).toEqual([]);
  });
});

describe('P2: a function without room for the ids', () => {
  const secrets = Array.from({ length: 20 }, (_, index) => `s3cr3t-${index}-of-somebody`);

  function seedSecrets(bytes: number): Record<string, string> {
    for (const name of ten) world.lambda.add(homeRegion, name);
    const variables = Object.fromEntries(
      secrets.map((secret, index) => [`SECRET_${index}`, secret]),
    );
    const filler = foreignVariables(40, bytes - JSON.stringify(variables).length);
    world.lambda.add(homeRegion, 'fn-4', { variables: { ...variables, ...filler } });
    return { ...variables, ...filler };
  }

  it('P2: is told of with used, needed and limit, is not written, and nine others are pushed', async () => {
    const before = seedSecrets(4_001);
    expect(Object.keys(before)).toHaveLength(60);
    expect(JSON.stringify(before)).toHaveLength(4_000);
    const plan = await imported(ten.map((name) => ({ name })));
    world.forgetCalls();

    const { result } = await pushed();

    const need = JSON.stringify({ ...before, ...ours }).length - 4_000;
    const full = expect.objectContaining({
      code: 'FUNCTION_ENV_FULL',
      facts: { target: idOf('fn-4'), used: 4_000, need, limit: 4_096 },
    });
    expect(plan.status).toBe('published');
    expect(told(plan)).toEqual([full]);
    expect(result).toMatchObject({ status: 'failed', error: { name: 'PushIncomplete' } });
    expect(result.findings).toEqual([full]);
    expect(result.targets.filter(({ status }) => status === 'pushed')).toHaveLength(9);
    expect(variablesOf('fn-4')).toEqual(before);
    expect(updates()).toBe(9);
  });

  it('P2: shows no variable of others anywhere: plan, report, link, events, state data, logs', async () => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'push-target';
    const output = [jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write')];
    for (const stream of output) stream.mockReturnValue(true);
    const variables = seedSecrets(3_000);
    const fourth = world.lambda.functions.get(homeRegion, 'fn-4');
    fourth.variables['AUTH_STOREFRONT_REGION'] = secrets[0] ?? '';
    world.lambda.add(homeRegion, 'fn-5', { variables });
    // As Lambda refuses what is too large for it, quoting all of it.
    world.faults.fail(
      { action: 'UpdateFunctionConfiguration', input: { FunctionName: 'fn-5' } },
      awsError('InvalidParameterValueException', 400, `measured: ${JSON.stringify(variables)}`),
    );

    const first = await imported(ten.map((name) => ({ name })));
    const { run, result } = await pushed();
    fourth.variables['AUTH_STOREFRONT_CLIENTID'] = secrets[1] ?? '';
    const second = await pushed();

    const lines = output.flatMap(({ mock }) => mock.calls.map(([line]) => String(line)));
    for (const stream of output) stream.mockRestore();
    delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
    const everything = JSON.stringify([
      first,
      run,
      result,
      second,
      lines,
      linkItemOf(world),
      [...world.s3.buckets.values()].map(({ objects }) => [...objects]),
      [...world.dynamodb.items],
      world.eventBridge.events,
    ]);
    expect(result.findings).toMatchObject([{ code: 'TARGET_VALUE_REPLACED' }]);
    expect(result.targets).toContainEqual(
      expect.objectContaining({ id: idOf('fn-5'), status: 'failed' }),
    );
    expect(second.result.findings).toMatchObject([{ code: 'TARGET_CHANGED' }]);
    expect(lines.join('')).toContain('"state":"Push target"');
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });
});

describe('P4: three of ten functions that fail', () => {
  it('P4: are named with their errors, seven are pushed, and "--only failed" calls those three only', async () => {
    for (const name of ten) world.lambda.add(homeRegion, name);
    await imported(ten.map((name) => ({ name })));
    const update = (FunctionName: string) => ({
      service: 'lambda' as const,
      action: 'UpdateFunctionConfiguration',
      input: { FunctionName },
    });
    world.faults.fail(update('fn-1'), accessDenied());
    world.faults.fail(update('fn-2'), throttled());
    world.lambda.functions.things.delete(`${homeRegion}/fn-3`);

    const { result } = await pushed();

    expect(result.error?.name).toBe('PushIncomplete');
    expect(result.targets.flatMap(({ id, error }) => (error ? [[id, error.name]] : []))).toEqual([
      [idOf('fn-1'), 'AccessDenied'],
      [idOf('fn-2'), 'TargetUnanswered'],
      [idOf('fn-3'), 'FUNCTION_NOT_FOUND'],
    ]);
    expect(result.targets.filter(({ status }) => status === 'pushed')).toHaveLength(7);

    world.faults.revive();
    world.lambda.add(homeRegion, 'fn-3');
    world.forgetCalls();
    const again = await pushed({ only: ['failed'] });

    expect(again.result).toMatchObject({ status: 'pushed' });
    const called = world.calls.flatMap(({ service, input }) =>
      service === 'lambda' ? [String(input['FunctionName'])] : [],
    );
    expect([...new Set(called)].toSorted()).toEqual(['fn-1', 'fn-2', 'fn-3']);
    for (const name of ten) expect(variablesOf(name)).toMatchObject(ours);
  });
});

describe('P5: functions that are not as they should be', () => {
  it('P5: keep variables that cannot be decrypted', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { THEIRS: '1' }, undecryptable: true });
    const plan = await imported([{ name: 'orders' }]);

    const { result } = await pushed();

    expect(told(plan)).toMatchObject([{ code: 'FUNCTION_ENV_UNREADABLE', severity: 'warning' }]);
    expect(result.targets).toMatchObject([
      { status: 'left', error: { name: 'FUNCTION_ENV_UNREADABLE' } },
    ]);
    expect(variablesOf('orders')).toEqual({ THEIRS: '1' });
    expect(updates()).toBe(0);
  });

  it('P5: are written although an alias serves version 3 or a stack manages them, and both is said', async () => {
    world.lambda.add(homeRegion, 'orders', {
      tags: {
        'aws:cloudformation:stack-name': 'amplify-shop-dev-function',
        'user:Stack': 'dev',
        'user:Application': 'shop',
      },
      aliases: [
        { Name: 'live', FunctionVersion: '3' },
        { Name: 'test', FunctionVersion: '$LATEST' },
      ],
    });

    const plan = await imported([{ name: 'orders' }]);
    const { result } = await pushed();

    expect(told(plan)).toMatchObject([
      {
        code: 'FUNCTION_OWNED_BY_STACK',
        facts: { owner: 'Amplify', stack: 'amplify-shop-dev-function' },
      },
      { code: 'FUNCTION_ALIAS_OLDER', facts: { aliases: [{ name: 'live', version: '3' }] } },
    ]);
    expect(result).toMatchObject({ status: 'pushed', targets: [{ status: 'pushed' }] });
  });

  it('P5: keep the prefix of the link that had it first', async () => {
    world.lambda.add(homeRegion, 'orders');
    await imported([{ name: 'orders' }]);
    await pushed();
    const before = { ...variablesOf('orders') };
    const { findings } = await imported([{ name: 'orders' }], { env: 'dev', webClientId: null });

    const { result } = await pushed({ env: 'dev' });

    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'FUNCTION_PREFIX_TAKEN',
        severity: 'warning',
        facts: { target: idOf('orders'), prefix: 'AUTH_STOREFRONT', links: ['storefront/prod'] },
      }),
    );
    expect(result.targets).toMatchObject([
      { status: 'left', error: { name: 'FUNCTION_PREFIX_TAKEN' } },
    ]);
    expect(variablesOf('orders')).toEqual(before);
    await expect(pushed()).resolves.toMatchObject({ result: { status: 'unchanged' } });
  });

  it.each([
    [[{ name: 'orders' }, { name: 'orders', region: homeRegion }], 'FUNCTION_PREFIX_TAKEN'],
    [[{ name: 'orders', prefix: 'AWS_AUTH' }], 'FUNCTION_PREFIX_RESERVED'],
    [[{ name: arnOf('444455556666') }], 'FUNCTION_ELSEWHERE'],
    [[{ name: arnOf('111122223333', 'aws-cn') }], 'FUNCTION_ELSEWHERE'],
  ])('are refused where the request itself is wrong: %j', async (functions, code) => {
    world.lambda.add(homeRegion, 'orders');

    const { status, findings } = await imported(functions);

    expect(status).toBe('refused');
    expect(findings).toContainEqual(expect.objectContaining({ code, severity: 'error' }));
  });

  it('are not written by the ARN of another account, even where nobody knew ours', async () => {
    world.lambda.add(homeRegion, 'orders', { variables: { THEIRS: '1' } });
    const services = hastyServices({ account: async () => null });
    await imported([{ name: arnOf('444455556666') }], {}, services);

    const { result } = await pushed({}, services);

    expect(result.targets).toMatchObject([
      { status: 'left', error: { name: 'FUNCTION_ELSEWHERE' } },
    ]);
    expect(variablesOf('orders')).toEqual({ THEIRS: '1' });
  });

  it.each(['', ' ', 'or ders', 'orders:live', '111122223333:function:orders', 'x'.repeat(65)])(
    'are not understood by a name that Lambda cannot have: "%s"',
    async (name) => {
      const { error } = await imported([{ name }]);

      expect(error?.name).toBe('InvalidRequest');
    },
  );

  it('P5: are left, deployed, until their owner allows them by the tag or the stack by its list', async () => {
    const allowList = { storefront: ['arn:aws:iam::*:role/*', 'arn:aws:s3:::*'] };
    const services = hastyServices({ allowList });
    world.lambda.add(homeRegion, 'orders');
    const { findings } = await imported([{ name: 'orders' }], {}, services);

    const { result } = await pushed({}, services);

    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'TARGET_NOT_ALLOWED',
        command:
          'aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:lambda:eu-west-1:111122223333:function:orders --tags amplify-import=storefront',
      }),
    );
    expect(result.targets).toMatchObject([{ status: 'left' }]);
    world.lambda.functions.get(homeRegion, 'orders').tags['amplify-import'] = 'storefront';
    await expect(pushed({}, services)).resolves.toMatchObject({
      result: { status: 'pushed' },
    });
    expect(variablesOf('orders')).toMatchObject(ours);
  });
});
