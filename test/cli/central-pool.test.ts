import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import {
  assumable,
  onlyInSession,
  readRoleArn,
  session,
  sessionSecrets,
} from './central-account.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { awsError, callerIn, type StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
const clientSecret = 'the-secret-of-the-app-client';

let cloud: StandIn;
let here: Bench;

eachOnItsBench((itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
});

/** The pool is seen by the session only, and its web client has a secret if told so. */
function poolElsewhere({ ClientSecret }: { ClientSecret?: string } = {}) {
  const answers = userPoolAnswers();
  return {
    ...callerIn('aws'),
    ...onlyInSession({
      ...answers,
      DescribeUserPoolClient: () => ({
        UserPoolClient: { UserPoolId: userPoolId, ClientId: webClientId, ClientSecret },
      }),
    }),
  };
}

/** Everything that the command left in its folder, as one text. */
async function filesIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

describe('A pool of another account', () => {
  it('is imported by the role that the request names, which is assumed once', async () => {
    cloud.answer({ ...assumable(), ...poolElsewhere() });
    await here.request({ ...request, readRoleArn });

    const end = await here.run(['run', 'request.json', '--json']);

    const reads = cloud.calls.filter(({ operation }) => /^(Describe|Get|List)/.test(operation));
    expect(end.code).toBe(0);
    expect(resultIn(end)).toMatchObject({ status: 'published', published: { revision: 1 } });
    expect(cloud.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
    expect(reads.length).toBeGreaterThanOrEqual(5);
    expect(reads.filter(({ accessKeyId }) => accessKeyId !== session.AccessKeyId)).toEqual([]);
  });

  it('is not found without the role', async () => {
    cloud.answer({ ...assumable(), ...poolElsewhere() });
    await here.request(request);

    const end = await here.run(['run', 'request.json', '--json']);

    expect(end.code).toBe(1);
    expect(resultIn(end).findings.map(({ code }) => code)).toContain('USER_POOL_NOT_FOUND');
    expect(cloud.calls.map(({ operation }) => operation)).not.toContain('AssumeRole');
  });

  it('is refused by the missing right when the role cannot be assumed', async () => {
    cloud.answer(poolElsewhere());
    await here.request({ ...request, readRoleArn });

    const end = await here.run(['run', 'request.json', '--json']);

    const { error, findings } = resultIn(end);
    expect(end.code).toBe(1);
    expect(error?.name).toBe('ImportRefused');
    expect(JSON.stringify(findings)).toContain('sts:AssumeRole');
    expect(findings.map(({ code }) => code)).not.toContain('USER_POOL_NOT_FOUND');
  });

  it.each([
    ['published', poolElsewhere()],
    ['refused', poolElsewhere({ ClientSecret: clientSecret })],
    [
      'denied',
      {
        ...poolElsewhere(),
        DescribeUserPool: () => {
          throw awsError('AccessDeniedException');
        },
      },
    ],
    [
      'broken',
      {
        ...poolElsewhere(),
        GetUserPoolMfaConfig: () => {
          throw awsError('InvalidParameterException');
        },
      },
    ],
  ])('tells nothing of the session when it is %s', async (_, answers) => {
    cloud.answer({ ...assumable(), ...answers });
    await here.request({ ...request, readRoleArn });

    const { stdout, stderr } = await here.run(['run', 'request.json', '--json']);

    const seen = [stdout, stderr, await filesIn(here.folder)].join('\n');
    expect(seen).toContain(userPoolId);
    for (const secret of [...sessionSecrets, clientSecret]) expect(seen).not.toContain(secret);
  });
});
