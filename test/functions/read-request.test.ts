import { beforeEach, describe, expect, test } from '@jest/globals';
import { handler as read } from '../../functions/read-request.ts';
import { importStates } from '../../src/contract/states/import-auth.ts';
import { longestCause } from '../../src/domain/findings/failure-cause.ts';
import { accessDenied, connectionReset, throttled } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  importedAccount,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { executionId, userPoolId } from '../support/builders/ids.ts';

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

/** How a run of an input begins: its outcome is `null` when it may go on. */
async function begin(input: unknown) {
  const output = await read({ input, executionId }, { services: stackServices() });
  return importStates['Read request'].output.parse(output);
}

async function causeOf(input: unknown): Promise<string> {
  const { request, outcome } = await begin(input);
  expect([request, outcome?.status, outcome?.error]).toEqual([null, 'refused', 'InvalidRequest']);
  return outcome?.cause ?? '';
}

function seedPools(count: number): void {
  for (let index = 0; index < count; index += 1) {
    const id = `eu-west-1_Seeded${String(index).padStart(3, '0')}`;
    world.userPools.pools.set(id, {
      pool: { Id: id, Name: `seeded-${index}` },
      clients: [],
      mfa: {},
      providers: [],
      groups: [],
    });
  }
}

const nameless = { app: 'storefront', env: 'prod', oauth: 'off' };
const pool = { Comment: 'storefront-users', app: 'storefront', env: 'prod', userPoolId };

describe('A request that names no user pool', () => {
  test.each([
    ['with options', nameless, { ...pool, oauth: 'off' }, []],
    ['app and env alone', { app: 'storefront', env: 'prod' }, pool, ['dynamodb:GetItem']],
    [
      'app and env as an event',
      {
        source: 'amplify-import.storefront',
        'detail-type': 'Auth Import Requested',
        detail: { version: '1', app: 'storefront', env: 'prod' },
      },
      pool,
      ['dynamodb:GetItem'],
    ],
  ])(
    'Its refusal holds the pools of the region, by one call: %s',
    async (_, input, ready, first) => {
      const cause = await causeOf(input);

      expect(cause).toContain('userPoolId');
      expect(cause.split('\n')).toContain(JSON.stringify(ready));
      expect(actionsOf(world.calls)).toEqual([
        ...first,
        'dynamodb:Query',
        'cognito-idp:ListUserPools',
      ]);
    },
  );

  test('Its refusal stays in bounds with any number of pools, and says that there are more', async () => {
    seedPools(80);

    const cause = await causeOf(nameless);

    const lines = cause.split('\n').filter((line) => line.startsWith('{"Comment"'));
    expect(cause.length).toBeLessThanOrEqual(longestCause);
    expect(lines.length).toBeGreaterThan(40);
    expect(cause).toContain('eu-west-1 has more than the 60 user pools that were read.');
    expect(actionsOf(world.calls)).toEqual(['dynamodb:Query', 'cognito-idp:ListUserPools']);
  });

  test.each([
    ['denied', accessDenied(), 'AWS denied cognito-idp:ListUserPools'],
    ['throttled', throttled(), 'cognito-idp:ListUserPools ended in AwsUnavailable'],
    ['broken', connectionReset(), 'cognito-idp:ListUserPools ended in AwsUnavailable'],
  ])('A list that is %s is told, not asked for again, and no failure', async (_, error, words) => {
    world.faults.fail('cognito-idp:ListUserPools', error);

    const cause = await causeOf(nameless);

    expect(cause).toContain(words);
    expect(cause).toContain('A request looks like this:');
    expect(actionsOf(world.calls)).toEqual(['dynamodb:Query', 'cognito-idp:ListUserPools']);
  });

  test('Environments that cannot be listed are no failure either', async () => {
    world.faults.fail('dynamodb:Query', accessDenied());

    const cause = await causeOf(nameless);

    expect(cause).toContain('cannot be listed: AWS denied dynamodb:Query');
    expect(cause.split('\n')).toContain(JSON.stringify({ ...pool, oauth: 'off' }));
  });
});

describe('A new environment of a known app', () => {
  beforeEach(async () => {
    world = await importedAccount();
  });

  test('Its refusal offers to keep the pools of its sibling, or to name others', async () => {
    const cause = await causeOf({ app: 'storefront', env: 'qa' });

    const ready = cause.split('\n').filter((line) => line.startsWith('{'));
    expect(ready).toEqual([
      '{"app":"storefront","env":"qa","from":"prod"}',
      JSON.stringify({ ...pool, env: 'qa' }),
    ]);
  });

  test('Each ready request begins a run', async () => {
    const cause = await causeOf({ app: 'storefront', env: 'qa' });

    const ready = cause.split('\n').filter((line) => line.startsWith('{'));
    const begun = await Promise.all(ready.map((line) => begin(JSON.parse(line))));

    expect(begun.map(({ request }) => request?.userPoolId)).toEqual([userPoolId, userPoolId]);
    expect(begun[0]?.request).toMatchObject({ identityPoolId: fullRequest.identityPoolId });
    expect(begun[1]?.request).toMatchObject({ identityPoolId: null });
  });

  test('Every sibling is listed, and nobody else’s environment', async () => {
    await runOnce({ ...fullRequest, env: 'dev' });
    await runOnce({ ...fullRequest, app: 'store', env: 'test' });

    const cause = await causeOf({ app: 'storefront', env: 'qa', from: 'nowhere' });

    const kept = cause.match(/"from":"\w+"/g);
    expect(cause).toContain('from: no request of storefront/nowhere is stored');
    expect(kept).toEqual(['"from":"dev"', '"from":"prod"']);
  });
});

describe('A request that is invalid otherwise', () => {
  test.each([
    ['nothing', {}],
    ['an unknown key', { ...nameless, userPool: userPoolId }],
    ['an id that is none', { ...nameless, webClientId: 'a b' }],
    ['a blank around the pool', { ...nameless, userPoolId: `${userPoolId} ` }],
    [
      'an event of another app',
      { source: 'x', 'detail-type': 'Auth Import Requested', detail: nameless },
    ],
  ])('It needs no call: %s', async (_, input) => {
    await causeOf(input);

    expect(world.calls).toEqual([]);
  });

  test('Nor are pools of this account listed for one that lie in another', async () => {
    const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';

    const cause = await causeOf({ ...nameless, readRoleArn });

    expect(cause).toContain('name the one that readRoleArn reads');
    expect(actionsOf(world.calls)).toEqual(['dynamodb:Query']);
  });
});
