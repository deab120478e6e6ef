import { beforeEach, describe, expect, it } from '@jest/globals';
import { ssmParameters } from '../../../src/aws/targets/parameters.ts';
import { AwsFault, AwsUnavailable } from '../../../src/contract/errors/faults.ts';
import { accessDenied, awsError } from '../../support/aws-world/aws-error.ts';
import { awsWorld, type AwsWorld } from '../../support/aws-world/aws-world.ts';
import { aParameter } from '../../support/aws-world/ssm.ts';

const folder = '/amplify-import/storefront/prod';
const secret = 'hunter2-hunter2-hunter2';

let world: AwsWorld;
beforeEach(() => {
  world = awsWorld();
});

describe('The parameters of Systems Manager', () => {
  it('are read to the last page, by the last part of their names', async () => {
    for (let index = 0; index < 23; index += 1) {
      world.parameterStore.parameters.set(`${folder}/key-${index}`, aParameter(`${index}`));
    }
    world.parameterStore.parameters.set(`${folder}/deeper/key`, aParameter('deep'));

    const reading = await ssmParameters.below(folder);

    expect(reading.status === 'found' && [...reading.value.keys()]).toEqual(
      Array.from({ length: 23 }, (_, index) => `key-${index}`),
    );
    expect(world.calls).toHaveLength(3);
  });

  it('are no text where they are anything but plain', async () => {
    world.parameterStore.parameters.set(
      `${folder}/a`,
      aParameter(secret, { type: 'SecureString' }),
    );
    world.parameterStore.parameters.set(`${folder}/b`, aParameter('x,y', { type: 'StringList' }));

    const reading = await ssmParameters.below(folder);

    expect(reading.status === 'found' && [...reading.value.values()]).toEqual([
      { text: null },
      { text: null },
    ]);
  });

  it('tell a denial as an answer', async () => {
    world.faults.fail('ssm:GetParametersByPath', accessDenied());

    expect(await ssmParameters.below(folder)).toEqual({
      status: 'denied',
      action: 'ssm:GetParametersByPath',
    });
  });

  it('say of a parameter that is there already that it is, and replace nothing', async () => {
    world.parameterStore.parameters.set(`${folder}/config`, aParameter('theirs'));

    expect(await ssmParameters.create(`${folder}/config`, 'ours', 'storefront.prod')).toBe(false);
    expect(world.parameterStore.parameters.get(`${folder}/config`)?.value).toBe('theirs');
  });

  it('are tried again when somebody else writes at the same time', async () => {
    world.faults.fail('ssm:PutParameter', awsError('TooManyUpdates', 400));

    await expect(ssmParameters.replace(`${folder}/config`, 'ours')).rejects.toThrow(AwsUnavailable);
  });

  it('are in no error that a call ends with', async () => {
    world.faults.fail('ssm:PutParameter', awsError('ValidationException', 400, `bad ${secret}`));

    const error = await ssmParameters
      .replace(`${folder}/config`, secret)
      .catch((one: unknown) => one);

    expect(error).toBeInstanceOf(AwsFault);
    expect((error as Error).cause).toBeUndefined();
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(secret);
  });
});
