import { beforeEach, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { lambdaFunctions } from '../../../src/aws/targets/lambda-functions.ts';
import { awsError, accessDenied } from '../../support/aws-world/aws-error.ts';
import { awsWorld, type AwsWorld } from '../../support/aws-world/aws-world.ts';

const orders = { name: 'orders', region: 'eu-central-1' };
let world: AwsWorld;

beforeEach(() => {
  world = awsWorld();
  world.lambda.add(orders.region, orders.name, {
    variables: { STRIPE_KEY: 'sk_live_1' },
    tags: { 'amplify-import': 'storefront' },
    aliases: [{ Name: 'live', FunctionVersion: '3' }],
  });
});

async function standing() {
  const reading = await lambdaFunctions.configuration(orders);
  if (reading.status !== 'found') throw new Error(reading.status);
  return reading.value;
}

describe('Functions of Lambda', () => {
  it('are read in their region, variables and revision in one call', async () => {
    await expect(lambdaFunctions.configuration(orders)).resolves.toEqual({
      status: 'found',
      value: {
        arn: 'arn:aws:lambda:eu-central-1:111122223333:function:orders',
        roleArn: 'arn:aws:iam::111122223333:role/service-role/orders-role',
        tags: { 'amplify-import': 'storefront' },
        variables: { STRIPE_KEY: 'sk_live_1' },
        revision: '00000000-0000-4000-8000-000000000001',
        update: 'done',
        failure: null,
      },
    });
    expect(world.calls).toMatchObject([{ action: 'GetFunction', region: 'eu-central-1' }]);
  });

  it('keep the address of their code to themselves', async () => {
    expect(inspect(await standing(), { depth: null })).not.toContain('X-Amz-Signature');
  });

  it('have no variables where nobody has set any', async () => {
    world.lambda.add(orders.region, orders.name);

    await expect(standing()).resolves.toMatchObject({ variables: {}, tags: {} });
  });

  it('have variables that cannot be read where their key is denied: not none', async () => {
    world.lambda.add(orders.region, orders.name, { undecryptable: true });

    await expect(standing()).resolves.toMatchObject({ variables: null });
  });

  it('have tags that nobody knows where those are denied', async () => {
    world.lambda.add(orders.region, orders.name, { hidesTags: true });

    await expect(standing()).resolves.toMatchObject({ tags: null });
  });

  it('that are not there, or denied, are answers', async () => {
    const gone = { ...orders, name: 'gone' };

    await expect(lambdaFunctions.configuration(gone)).resolves.toEqual({ status: 'not-found' });
    world.faults.fail('lambda:GetFunction', accessDenied());
    await expect(lambdaFunctions.configuration(orders)).resolves.toEqual({
      status: 'denied',
      action: 'lambda:GetFunction',
    });
  });

  it('tell which version an alias serves', async () => {
    await expect(lambdaFunctions.aliases(orders)).resolves.toEqual({
      status: 'found',
      value: [{ name: 'live', version: '3' }],
    });
  });

  it('are written variables only, over the revision that was read: never a role', async () => {
    const { revision } = await standing();

    await expect(lambdaFunctions.setVariables(orders, { A: '1' }, revision)).resolves.toBe(
      'written',
    );
    expect(world.calls.at(-1)?.input).toEqual({
      FunctionName: 'orders',
      Environment: { Variables: { A: '1' } },
      RevisionId: revision,
    });
  });

  it('get another revision when their update is done', async () => {
    const { revision } = await standing();
    await lambdaFunctions.setVariables(orders, { A: '1' }, revision);
    const during = await standing();
    const after = await standing();

    expect([during.update, after.update]).toEqual(['under way', 'done']);
    expect(new Set([revision, during.revision, after.revision]).size).toBe(3);
  });

  it('say that somebody else was quicker, or that another update is under way', async () => {
    const { revision } = await standing();
    world.lambda.changeVariables(orders.region, orders.name, { B: '2' });

    await expect(lambdaFunctions.setVariables(orders, {}, revision)).resolves.toBe('busy');
    await standing();
    await expect(lambdaFunctions.setVariables(orders, {}, revision)).resolves.toBe('changed');
  });

  it('say that their key refuses whoever writes', async () => {
    world.faults.fail(
      'lambda:UpdateFunctionConfiguration',
      awsError('KMSAccessDeniedException', 502, 'Lambda was unable to encrypt sk_live_1.'),
    );

    await expect(lambdaFunctions.setVariables(orders, {}, '')).resolves.toBe('undecryptable');
  });

  it('never repeat a variable in an error, though Lambda quotes all of them', async () => {
    const { revision } = await standing();
    const variables = { STRIPE_KEY: 'sk_live_1', LARGE: 'x'.repeat(4_096) };

    const failure: unknown = await lambdaFunctions
      .setVariables(orders, variables, revision)
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ name: 'AwsFault' });
    expect(inspect(failure, { depth: null, showHidden: true })).not.toContain('sk_live_1');
  });
});
