import { beforeEach, describe, expect, it } from '@jest/globals';

import { handler } from '../../functions/validate-user-pool.ts';
import { accessDenied, awsError, throttled } from '../support/aws-world/aws-error.ts';
import { stackServices } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { nativeClientId, userPoolId, webClientId } from '../support/builders/ids.ts';
import { aRequest } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';

const list = 'cognito-idp:ListUserPoolClientSecrets';
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const seeded = () => world.userPools.pools.get(userPoolId)!;
const validate = async (overrides: Parameters<typeof aRequest>[0] = {}) =>
  await handler(runData({ request: aRequest(overrides) }), { services: stackServices() });
const told = async (overrides: Parameters<typeof aRequest>[0] = {}) => {
  const { findings } = await validate(overrides);
  return findings
    .filter(({ code }) => /SECRET|DENIED|WEB_CLIENT/.test(code))
    .map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
};

/** The secret that a client was made with is deleted, and another one stands. */
function rotate(...ids: readonly string[]): void {
  for (const client of seeded().clients) {
    if (ids.includes(client.ClientId ?? '')) delete client.ClientSecret;
  }
  seeded().rotated = [...ids];
}

describe('An app client whose description shows none of its secrets', () => {
  it('is no web client', async () => {
    rotate(webClientId);

    expect(await told()).toEqual([`error WEB_CLIENT_HAS_SECRET ${webClientId}`]);
  });

  it('is not the one that is taken where the request names none', async () => {
    rotate(nativeClientId);

    const { settings } = await validate({ webClientId: null });

    expect(settings?.web).toMatchObject({ id: webClientId, hasSecret: false });
  });

  it('is a native client with a secret, which is never published', async () => {
    rotate(nativeClientId);

    const { settings } = await validate({ nativeClientId });

    expect(settings?.native).toMatchObject({ id: nativeClientId, hasSecret: true });
    expect(await told({ nativeClientId })).toEqual([
      `warning NATIVE_CLIENT_HAS_SECRET ${nativeClientId}`,
    ]);
  });

  it('has one for certain where it gets tokens by it, so that nobody has to be asked', async () => {
    seeded().clients.push({
      ClientId: 'machine',
      UserPoolId: userPoolId,
      AllowedOAuthFlows: ['client_credentials'],
    });

    expect(await told({ nativeClientId: 'machine' })).toEqual([
      'warning NATIVE_CLIENT_HAS_SECRET machine',
    ]);
    expect(actionsOf(world.calls).filter((action) => action === list)).toHaveLength(1);
  });
});

describe('Where the list of secrets is not read', () => {
  it('a denied one leaves a doubt, and refuses nothing', async () => {
    world.faults.fail(list, accessDenied());

    const { findings, settings } = await validate();

    expect(settings?.web).toMatchObject({ id: webClientId, hasSecret: false });
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'READ_DENIED',
        severity: 'info',
        subject: webClientId,
        message: expect.stringContaining('a secret that Cognito does not show with it'),
        resolution: `Allow ${list} to whoever runs the import.`,
      }),
    );
  });

  it.each(['UnknownOperationException', 'InvalidAction', 'InvalidParameterException'])(
    'because of %s, nothing is said',
    async (name) => {
      world.faults.fail(list, awsError(name, 400, 'No.'));

      expect(await told()).toEqual([]);
    },
  );

  it('because of a throttle, the step is tried again', async () => {
    world.faults.fail(list, throttled());

    await expect(validate()).rejects.toMatchObject({ name: 'AwsUnavailable' });
  });
});
