import { describe, expect, it } from '@jest/globals';
import type { PushResult } from '../../src/contract/push/result.ts';
import { accessDenied, throttled } from '../support/aws-world/aws-error.ts';
import { deaths } from '../support/aws-world/deaths.ts';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import {
  everythingTold,
  pushTargets,
  recordedTargetOf,
} from '../support/aws-world/target-pushes.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import {
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../support/builders/ids.ts';

const request = { ...fullRequest, nativeClientId, parameters: true };
const folder = '/amplify-import/storefront/prod';
const secret = 'hunter2-hunter2-hunter2';
const ours = { 'amplify-import-link': 'storefront.prod' };

const imported = madeReady(async () => {
  const world = sampleAccount();
  await runOnce(request);
  return world;
});

const pushed = madeReady(async () => {
  const world = await imported();
  await pushTargets();
  return world;
});

/** Values by the last part of their names. */
function valuesIn({ parameterStore }: SampleAccount): Record<string, string> {
  const entries = [...parameterStore.parameters].filter(([name]) => name.startsWith(`${folder}/`));
  return Object.fromEntries(
    entries.map(([name, { value }]) => [name.slice(folder.length + 1), value]),
  );
}

function callsToSsm({ calls }: SampleAccount): readonly string[] {
  return actionsOf(calls.filter(({ service }) => service === 'ssm'));
}

function targetIn(result: PushResult | null) {
  return result?.targets.find(({ id }) => id === 'parameters');
}

const configText = JSON.stringify({
  userPoolId,
  webClientId,
  nativeClientId,
  identityPoolId,
  region: 'eu-west-1',
  configUri: 's3://amplify-import-config/config/storefront/prod/',
});

describe('The parameters of a link', () => {
  it('are made with the tag of the link, after one read of all', async () => {
    const world = await imported();

    const result = await pushTargets();

    expect(targetIn(result)).toEqual({ id: 'parameters', kind: 'parameters', status: 'pushed' });
    expect(valuesIn(world)).toEqual({ config: configText, 'user-pool-id': userPoolId });
    const made = [...world.parameterStore.parameters.values()];
    expect(made.map(({ tags }) => tags)).toEqual([ours, ours]);
    expect(callsToSsm(world)).toEqual([
      'ssm:GetParametersByPath',
      'ssm:GetParametersByPath',
      'ssm:PutParameter',
      'ssm:PutParameter',
    ]);
  });

  it('are read by one call and not written when nothing has changed', async () => {
    const world = await pushed();

    const result = await pushTargets();

    expect(result?.status).toBe('unchanged');
    expect(callsToSsm(world)).toEqual(['ssm:GetParametersByPath']);
  });

  it('are not written by an import of which no value has changed', async () => {
    const world = await pushed();
    await runOnce({ ...request, oauth: 'off', grants: { storage: [] } });
    world.forgetCalls();

    const result = await pushTargets();

    expect(result).toMatchObject({ status: 'unchanged', revision: 2 });
    expect(callsToSsm(world)).not.toContain('ssm:PutParameter');
  });

  it('are replaced, without another tag, when a value has changed', async () => {
    const world = await pushed();
    await runOnce({ ...request, nativeClientId: webClientId });

    await pushTargets();

    expect(JSON.parse(valuesIn(world)['config'] ?? '')).toMatchObject({
      nativeClientId: webClientId,
    });
    const [config] = world.parameterStore.parameters.values();
    expect(config).toMatchObject({ version: 2, tags: ours });
  });

  it('hold every value by itself where the request says "each"', async () => {
    const world = await imported();
    await runOnce({ ...request, parameters: 'each' });
    const waits: number[] = [];

    await pushTargets({}, { wait: async (milliseconds) => waits.push(milliseconds) });

    expect(valuesIn(world)).toEqual({
      config: configText,
      'user-pool-id': userPoolId,
      'user-pool-arn': `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${userPoolId}`,
      'web-client-id': webClientId,
      'native-client-id': nativeClientId,
      'identity-pool-id': identityPoolId,
      region: 'eu-west-1',
      revision: '1',
      'config-uri': 's3://amplify-import-config/config/storefront/prod/',
    });
    expect(waits).toEqual(Array.from({ length: 8 }, () => 1_000));
  });

  it('are deleted when the request does not want them any more, and none of somebody else', async () => {
    const world = await pushed();
    world.parameterStore.parameters.set(`${folder}/theirs`, aParameter(secret));
    await runOnce({ ...request, parameters: false });

    const result = await pushTargets();

    expect(targetIn(result)?.status).toBe('gone');
    expect(valuesIn(world)).toEqual({ theirs: secret });
    expect(recordedTargetOf(world, 'parameters')).toBeNull();
  });

  it('that somebody has changed are written again, as the plan says', async () => {
    const world = await pushed();
    world.parameterStore.parameters.set(`${folder}/config`, aParameter(secret, { tags: ours }));

    const result = await pushTargets();

    expect(result?.findings.map(({ code }) => code)).toEqual(['TARGET_CHANGED']);
    expect(valuesIn(world)['config']).toBe(configText);
    expect(everythingTold(world)).not.toContain(secret);
  });

  it('that somebody has changed after the plan saw them are left alone', async () => {
    const world = await pushed();
    await runOnce({ ...request, nativeClientId: webClientId });
    let read = 0;
    world.faults.meanwhile(
      ({ action }) => action === 'GetParametersByPath' && ++read === 2,
      () =>
        world.parameterStore.parameters.set(`${folder}/config`, aParameter(secret, { tags: ours })),
    );

    const result = await pushTargets();

    expect(targetIn(result)).toMatchObject({ status: 'left', error: { name: 'TARGET_CHANGED' } });
    expect(valuesIn(world)['config']).toBe(secret);
  });

  it('that the link does not know are its own by their tag', async () => {
    const world = await imported();
    world.parameterStore.parameters.set(`${folder}/config`, aParameter('{}', { tags: ours }));

    const result = await pushTargets();

    expect(targetIn(result)?.status).toBe('pushed');
    expect(valuesIn(world)['config']).toBe(configText);
  });

  it.each([
    ['without a tag', aParameter(secret)],
    ['of another link', aParameter(secret, { tags: { 'amplify-import-link': 'storefront.dev' } })],
    ['that is a secret', aParameter(secret, { type: 'SecureString', tags: ours })],
    ['that happens to be equal', aParameter(userPoolId)],
  ])('are left alone, all of them, beside one %s', async (_, theirs) => {
    const world = await imported();
    world.parameterStore.parameters.set(`${folder}/user-pool-id`, theirs);

    const result = await pushTargets();

    expect(result?.error?.name).toBe('PushIncomplete');
    expect(targetIn(result)).toMatchObject({ status: 'left', error: { name: 'PARAMETER_TAKEN' } });
    expect(result?.findings).toMatchObject([
      {
        code: 'PARAMETER_TAKEN',
        severity: 'warning',
        command:
          'aws ssm add-tags-to-resource --region eu-west-1 --resource-type Parameter --resource-id /amplify-import/storefront/prod/user-pool-id --tags Key=amplify-import-link,Value=storefront.prod',
      },
    ]);
    expect(valuesIn(world)).toEqual({ 'user-pool-id': theirs.value });
    expect(everythingTold(world)).not.toContain(secret);
  });

  it.each(['GetParametersByPath', 'PutParameter'])(
    'are not taken from somebody who uses a name right before the %s of a push',
    async (action) => {
      const world = await imported();
      let seen = action === 'GetParametersByPath' ? 0 : 1;
      world.faults.meanwhile(
        (call) => call.action === action && ++seen === 2,
        () => world.parameterStore.parameters.set(`${folder}/config`, aParameter(secret)),
      );

      const result = await pushTargets();

      expect(targetIn(result)).toMatchObject({
        status: 'left',
        error: { name: 'PARAMETER_TAKEN' },
      });
      expect(valuesIn(world)).toEqual({ config: secret });
      expect(everythingTold(world)).not.toContain(secret);
    },
  );

  it('that may not be read are left alone with the missing action', async () => {
    const world = await imported();
    world.faults.fail('ssm:GetParametersByPath', accessDenied());

    const result = await pushTargets();

    expect(targetIn(result)).toMatchObject({
      status: 'left',
      error: { name: 'TARGET_UNREADABLE' },
    });
    expect(result?.findings).toMatchObject([
      { facts: { target: 'parameters', action: 'ssm:GetParametersByPath' } },
    ]);
  });

  it('that may not be written fail with the missing action, and are taken up again', async () => {
    const world = await imported();
    world.faults.fail('ssm:PutParameter', accessDenied());
    const result = await pushTargets();
    world.faults.revive();

    const again = await pushTargets({ only: ['failed'] });

    expect(targetIn(result)).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(targetIn(again)?.status).toBe('pushed');
    expect(valuesIn(world)['config']).toBe(configText);
  });

  it('are written in spite of throttles', async () => {
    const world = await imported();
    world.faults.fail('ssm:PutParameter', throttled(), { times: 2 });

    const result = await pushTargets();

    expect(targetIn(result)?.status).toBe('pushed');
  });

  it('are only looked at by a push that is planned', async () => {
    const world = await imported();

    const result = await pushTargets({ mode: 'plan' });

    expect(result).toMatchObject({
      status: 'planned',
      plan: {
        targets: [{ target: 'parameters', change: 'write', keys: { config: { seen: null } } }],
      },
    });
    expect(valuesIn(world)).toEqual({});
  });
});

describe('A push of parameters', () => {
  /** A push that changes one parameter, makes another and deletes a third. */
  const changed = madeReady(async () => {
    const world = sampleAccount();
    await runOnce({ ...request, parameters: 'each' });
    await pushTargets();
    await runOnce({ ...request, nativeClientId: webClientId });
    return world;
  });
  const end = {
    config: JSON.stringify({ ...(JSON.parse(configText) as object), nativeClientId: webClientId }),
    'user-pool-id': userPoolId,
  };
  const callsOfPush = 40;

  it.each(deaths(callsOfPush))(
    'that dies $moment call $index is finished by the next one',
    async ({ index, moment }) => {
      const world = await changed();
      world.faults.kill(index, moment);
      await pushTargets().catch(() => null);
      world.faults.revive();

      const result = await pushTargets();

      expect(targetIn(result)?.status).toBe('pushed');
      expect(valuesIn(world)).toEqual(end);
      expect(recordedTargetOf(world, 'parameters')?.keys).toEqual({
        config: { before: null, after: end.config },
        'user-pool-id': { before: null, after: userPoolId },
      });
    },
  );

  it.each(Array.from({ length: callsOfPush }, (_, index) => index))(
    'that hears no answer of call %i comes to the same end',
    async (index) => {
      const world = await changed();
      world.faults.loseAnswer(index);

      const result = await pushTargets();

      expect(targetIn(result)?.status).toBe('pushed');
      expect(valuesIn(world)).toEqual(end);
    },
  );

  it('makes fewer calls than are tried here', async () => {
    const world = await changed();

    await pushTargets();

    expect(world.calls.length).toBeLessThanOrEqual(callsOfPush);
  });
});
