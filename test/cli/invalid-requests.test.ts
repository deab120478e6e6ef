import { readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { exampleIn } from '../domain/request/refusal.ts';
import { identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import type { StandIn } from './stand-in.ts';

const good = { app: 'storefront', env: 'prod', userPoolId };
const importEvent = {
  source: 'amplify-import.storefront',
  'detail-type': 'Auth Import Requested',
  detail: good,
};

const bareId = identityPoolId.split(':')[1];

/** What people send by mistake, and what they must be told. */
const mistakes: [string, unknown, string][] = [
  ['an empty request', {}, 'The request is empty.'],
  ['what the console pre-fills', { Comment: 'Insert your JSON here' }, 'The request is empty.'],
  ['an unknown key', { ...good, identityPool: identityPoolId }, 'identityPoolId'],
  [
    'swapped ids',
    { ...good, userPoolId: identityPoolId, identityPoolId: userPoolId },
    'is an identity pool id',
  ],
  ['an identity pool id without region', { ...good, identityPoolId: bareId }, 'lacks its region'],
  ['an env that no policy could be named after', { ...good, env: 'prod_undefined' }, '- env: '],
  ['a blank behind an id', { ...good, userPoolId: `${userPoolId} ` }, 'blank'],
  ['an app that cannot be a name', { ...good, app: 'Store Front' }, '- app: '],
  ['a list', [good], 'A request is a JSON object.'],
  ['a text', '"storefront"', 'A request is a JSON object.'],
  ['a number', 7, 'A request is a JSON object.'],
  ['null', null, 'The request is empty.'],
  ['an event of another app', { ...importEvent, source: 'amplify-import.other' }, 'does not speak'],
  [
    'a raw CloudTrail event',
    { source: 'aws.cognito-idp', 'detail-type': 'AWS API Call via CloudTrail', detail: {} },
    'carries no request',
  ],
  [
    'the record of a CloudTrail event',
    { eventVersion: '1.11', eventSource: 'cognito-idp.amazonaws.com', eventName: 'UpdateUserPool' },
    'This is a record of CloudTrail',
  ],
];

let cloud: StandIn;
let here: Bench;

eachOnItsBench((itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer({});
});

describe('An invalid request', () => {
  it.each(mistakes)(
    'is refused as one document, and nothing is done: %s',
    async (_, input, words) => {
      const request = await here.request(input);

      const end = await here.run(['run', request, '--store', 'store', '--json']);

      const { error, ...rest } = resultIn(end);
      expect(end.code).toBe(1);
      expect(rest).toEqual({ status: 'refused', findings: [] });
      expect(error).toEqual({ name: 'InvalidRequest', message: expect.stringContaining(words) });
      expect(parseInput(exampleIn(error?.message ?? '')).kind).toBe('request');
      expect(cloud.calls).toEqual([]);
      expect(await readdir(here.folder)).toEqual(['request.json']);
    },
  );

  it('is refused with a request to paste when it names no pool: one call, and nothing is done', async () => {
    cloud.answer({ ListUserPools: () => ({ UserPools: [{ Id: userPoolId, Name: 'shop' }] }) });
    const request = await here.request({ app: 'storefront', env: 'prod' });

    const { code, stdout } = await here.run(['run', request]);

    const [line = ''] = stdout.split('\n').filter((text) => text.startsWith('{'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^REFUSED\nInvalidRequest: No request of storefront\/prod is stored/);
    expect(stdout).toContain('\nName a user pool of eu-west-1:\n');
    expect(JSON.parse(line)).toEqual({ Comment: 'shop', ...good });
    expect(cloud.calls.map(({ operation }) => operation)).toEqual(['ListUserPools']);
    expect(await readdir(here.folder)).toEqual(['request.json']);
  });

  it('names the missing right when the pools cannot be listed', async () => {
    const request = await here.request({ app: 'storefront', env: 'prod' });

    const { code, stdout } = await here.run(['run', request]);

    expect(code).toBe(1);
    expect(stdout).toContain('cannot be listed: AWS denied cognito-idp:ListUserPools');
    expect(parseInput(exampleIn(stdout)).kind).toBe('request');
    expect(cloud.calls).toHaveLength(1);
  });

  it('needs no pool to be listed when it names one, and another environment that is not there', async () => {
    const request = await here.request({ ...good, from: 'dev' });

    const { code, stdout } = await here.run(['run', request]);

    expect(code).toBe(1);
    expect(stdout).toContain('from: no request of storefront/dev is stored');
    expect(stdout).toContain(`\n${JSON.stringify(good)}\n`);
    expect(cloud.calls).toEqual([]);
  });

  it('is refused in words, its progress apart from its result', async () => {
    const request = await here.request({});

    const { code, stdout, stderr } = await here.run(['run', request]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^REFUSED\nInvalidRequest: The request is empty\.\n/);
    expect(stderr).toMatch(/^✗ Read request +\d+ ms {2}cannot be read\n$/);
  });

  it('may come by standard input as well', async () => {
    const end = await here.run(['run', '-', '--json'], '{}');

    expect(end.code).toBe(1);
    expect(resultIn(end).error).toMatchObject({ name: 'InvalidRequest' });
  });

  it.each(['plan', 'import'])('is refused in the mode "%s" alike', async (mode) => {
    const request = await here.request({ ...good, userPoolId: 'nonsense' });

    const end = await here.run(['run', request, '--mode', mode, '--json', '--detailed-exit-code']);

    expect(end.code).toBe(1);
    expect(resultIn(end).error?.message).toContain('- userPoolId: ');
  });
});
