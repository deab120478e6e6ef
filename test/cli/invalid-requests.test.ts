import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseInput } from '../../src/domain/request/request-parsing.ts';
import { exampleIn } from '../domain/request/refusal.ts';
import { identityPoolId, userPoolId } from '../support/builders/ids.ts';
import { bench, buildCommand, removeCommand, resultIn, type Bench } from './command.ts';
import { standIn, type StandIn } from './stand-in.ts';

const good = { app: 'storefront', env: 'prod', userPoolId };
const importEvent = {
  source: 'amplify-import.storefront',
  'detail-type': 'Auth Import Requested',
  detail: good,
};

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
  ['a blank behind an id', { ...good, userPoolId: `${userPoolId} ` }, 'blank'],
  ['an app that cannot be a name', { ...good, app: 'Store Front' }, '- app: '],
  ['a list', [good], 'A request is a JSON object.'],
  ['a text', '"storefront"', 'A request is a JSON object.'],
  ['a number', 7, 'A request is a JSON object.'],
  ['null', null, 'The request is empty.'],
  ['app and env of a link that nobody imported', { app: 'a', env: 'b' }, 'userPoolId is missing'],
  ['an environment to copy that nobody imported', { ...good, from: 'dev' }, 'from'],
  ['an event of another app', { ...importEvent, source: 'amplify-import.other' }, 'does not speak'],
  [
    'a raw CloudTrail event',
    { source: 'aws.cognito-idp', 'detail-type': 'AWS API Call via CloudTrail', detail: {} },
    'carries no request',
  ],
];

let command: string;
let cloud: StandIn;
let here: Bench;

beforeAll(async () => {
  [command, cloud] = await Promise.all([buildCommand(), standIn()]);
}, 60_000);

beforeEach(async () => {
  here = await bench(command, cloud.endpoint);
  cloud.answer({});
});

afterAll(async () => {
  cloud.close();
  await removeCommand(command);
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

  it('is refused in words, its progress apart from its result', async () => {
    const request = await here.request({});

    const { code, stdout, stderr } = await here.run(['run', request]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^REFUSED\nInvalidRequest: The request is empty\.\n/);
    expect(stderr).toMatch(/^✓ Read request +\d+ ms {2}cannot be read\n$/);
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
