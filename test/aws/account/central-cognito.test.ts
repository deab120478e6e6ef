import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lateCentral } from '../../../src/aws/account/late-central.ts';
import type { Cognito } from '../../../src/procedures/account/port.ts';
import { identityPoolReads, userPoolReads } from '../../../src/contract/cognito-reads.ts';
import {
  assumable,
  onlyInSession,
  readRoleArn,
  session,
  sessionSecrets,
} from '../../cli/central-account.ts';
import { userPoolAnswers } from '../../cli/cognito-answers.ts';
import { benchEnvironment } from '../../cli/bench-environment.ts';
import { awsError, standIn, type Answer, type StandIn } from '../../cli/stand-in.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';

/**
 * The real SDK against a server on this machine: a stubbed client never asks for credentials, so
 * nothing else can show whose they are.
 */

const own = { ...process.env };
let cloud: StandIn;
let cognito: Cognito;

beforeAll(async () => {
  cloud = await standIn();
  Object.assign(process.env, benchEnvironment('/nowhere', cloud.endpoint), { PATH: own['PATH'] });
});

beforeEach(() => {
  cognito = lateCentral()(readRoleArn, 'storefront');
  cloud.answer({ ...assumable(), ...centralAnswers() });
});

afterAll(() => {
  process.env = own;
  cloud.close();
});

function centralAnswers(): Record<string, Answer> {
  return onlyInSession({
    ...userPoolAnswers(),
    DescribeIdentityPool: () => ({ IdentityPoolId: identityPoolId, IdentityPoolName: 'shop' }),
    GetIdentityPoolRoles: () => ({ Roles: {} }),
  });
}

function operations(): readonly string[] {
  return cloud.calls.map(({ operation }) => operation);
}

/** Every read of both ports. */
function everyRead({ userPools, identityPools }: Cognito) {
  return [
    userPools.list(),
    userPools.userPool(userPoolId),
    userPools.clients(userPoolId),
    userPools.client(userPoolId, webClientId),
    userPools.mfa(userPoolId),
    userPools.identityProviders(userPoolId),
    userPools.identityProvider(userPoolId, 'Google'),
    userPools.groups(userPoolId),
    userPools.group(userPoolId, 'admins'),
    identityPools.list(),
    identityPools.identityPool(identityPoolId),
    identityPools.roles(identityPoolId),
  ];
}

describe('A role of another account', () => {
  it('is assumed once, and every read of both services is signed by it', async () => {
    const readings = await Promise.all([
      cognito.userPools.userPool(userPoolId),
      cognito.userPools.mfa(userPoolId),
      cognito.identityPools.identityPool(identityPoolId),
    ]);
    const later = await cognito.userPools.client(userPoolId, webClientId);

    const [assumed, ...reads] = cloud.calls;
    expect([...readings, later].map(({ status }) => status)).toEqual(Array(4).fill('found'));
    expect(assumed).toMatchObject({ operation: 'AssumeRole', accessKeyId: 'test' });
    expect(new Set(reads.map(({ accessKeyId }) => accessKeyId))).toEqual(
      new Set([session.AccessKeyId]),
    );
    expect(operations().filter((name) => name === 'AssumeRole')).toHaveLength(1);
  });

  it('is reused by pools of several regions', async () => {
    await cognito.userPools.userPool(userPoolId);
    await cognito.userPools.userPool('us-east-1_Central01');

    expect(operations()).toEqual(['AssumeRole', 'DescribeUserPool', 'DescribeUserPool']);
  });

  it('is known by its name: the same one is not assumed again, another one is', async () => {
    const central = lateCentral();

    for (const arn of [readRoleArn, readRoleArn, `${readRoleArn}-eu`]) {
      await central(arn, 'storefront').userPools.userPool(userPoolId);
    }

    const assumed = cloud.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed.map(({ body }) => body['RoleArn'])).toEqual([readRoleArn, `${readRoleArn}-eu`]);
  });

  it('is assumed for each app anew, and told for which', async () => {
    const central = lateCentral();

    const readings = [
      await central(readRoleArn, 'storefront').userPools.userPool(userPoolId),
      await central(readRoleArn, 'backoffice').userPools.userPool(userPoolId),
    ];

    const assumed = cloud.calls.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed.map(({ body }) => body['ExternalId'])).toEqual([
      'amplify-import.storefront',
      'amplify-import.backoffice',
    ]);
    // Its trust lets the first app in only: nothing of that is there for the other one.
    expect(readings.map(({ status }) => status)).toEqual(['found', 'denied']);
  });

  it('is assumed again when its session is about to end', async () => {
    cloud.answer({ ...assumable(60), ...centralAnswers() });

    await cognito.userPools.userPool(userPoolId);
    await cognito.userPools.mfa(userPoolId);

    // How often the SDK asks of what is about to end is its own affair.
    const between = operations().slice(operations().indexOf('DescribeUserPool') + 1, -1);
    expect(operations().at(-1)).toBe('GetUserPoolMfaConfig');
    expect(new Set(between)).toEqual(new Set(['AssumeRole']));
  });

  it('gives a session that may read what the two states read, and nothing else', async () => {
    await cognito.userPools.userPool(userPoolId);

    const { Policy, RoleSessionName } = cloud.calls[0]?.body ?? {};
    const { Statement } = JSON.parse(String(Policy)) as { Statement: object[] };
    expect(RoleSessionName).toBe('amplify-import');
    expect(Statement).toEqual([
      { Effect: 'Allow', Action: [...userPoolReads, ...identityPoolReads], Resource: '*' },
    ]);
    // AWS refuses a session policy of more than 2,048 characters (STS API reference, AssumeRole).
    expect(String(Policy).length).toBeLessThan(2_048);
  });
});

describe('A role that cannot be assumed', () => {
  it.each([
    ['trusts nobody, or is not there', 'AccessDenied'],
    ['is of another partition', 'ValidationError'],
    ['is unknown to a cloud that says so', 'NoSuchEntity'],
  ])('is a denied answer to every read when it %s', async (_, name) => {
    cloud.answer({
      ...centralAnswers(),
      AssumeRole: () => {
        throw awsError(name);
      },
    });

    const readings = await Promise.all(everyRead(cognito));

    const denied = { status: 'denied', action: 'sts:AssumeRole' };
    expect(readings).toEqual(readings.map(() => denied));
    expect(new Set(operations())).toEqual(new Set(['AssumeRole']));
  });

  it('is tried again by the next read, and then read by', async () => {
    cloud.answer(centralAnswers());
    const before = await cognito.userPools.userPool(userPoolId);
    cloud.answer({ ...assumable(), ...centralAnswers() });

    const after = await cognito.userPools.userPool(userPoolId);

    expect([before.status, after.status]).toEqual(['denied', 'found']);
  });

  it('is no finding when the own credentials are at fault', async () => {
    cloud.answer({
      AssumeRole: () => {
        throw awsError('ExpiredToken');
      },
    });

    const reading = cognito.userPools.userPool(userPoolId);

    await expect(reading).rejects.toMatchObject({ name: 'CredentialsMissing' });
  });
});

describe('What a session may not read', () => {
  it('is denied by its own action, and the error tells nothing of the session', async () => {
    cloud.answer({
      ...assumable(),
      DescribeUserPool: (_, { accessKeyId }) => {
        throw Object.assign(awsError('AccessDeniedException'), {
          message: `User ${accessKeyId} may not.`,
        });
      },
    });

    const reading = await cognito.userPools.userPool(userPoolId);

    expect(reading).toEqual({ status: 'denied', action: 'cognito-idp:DescribeUserPool' });
    for (const secret of sessionSecrets) expect(JSON.stringify(reading)).not.toContain(secret);
  });
});
