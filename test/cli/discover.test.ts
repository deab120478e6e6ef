import { describe, expect, it } from '@jest/globals';
import { discoverySchema } from '../../src/contract/discovery.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import {
  clientSecret,
  deniedRegion,
  regionAnswers,
  serverPoolId,
  twoReadyPools,
} from './region-answers.ts';
import type { StandIn } from './stand-in.ts';

let cloud: StandIn;
let here: Bench;

eachOnItsBench((itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(regionAnswers());
});

/** Every JSON object of an output that begins a line. */
function requestsIn(stdout: string): unknown[] {
  return (stdout.match(/^\{$[^]*?^\}$/gm) ?? []).map((text) => JSON.parse(text) as unknown);
}

describe('amplify-import discover --json', () => {
  it('D-1: prints one document with every pool of every page, its progress apart', async () => {
    const { code, stdout, stderr } = await here.run(['discover', '--json']);

    const { region, userPools } = discoverySchema.parse(JSON.parse(stdout));
    expect({ code, region }).toEqual({ code: 0, region: 'eu-west-1' });
    expect(userPools.map(({ id }) => id)).toEqual([serverPoolId, userPoolId]);
    expect(userPools[0]?.blocks).toMatchObject([{ code: 'NO_WEB_CLIENT' }]);
    expect(userPools[1]).toMatchObject({
      blocks: [],
      request: { app: 'storefront-users', env: 'dev', userPoolId, webClientId, identityPoolId },
    });
    expect(stderr).toMatch(/^1 of 1 identity pool\n1 of 2 user pools\n2 of 2 user pools\n$/);
  });

  it('W-15: holds no secret, in no form', async () => {
    const { stdout, stderr } = await here.run(['discover', '--json']);

    expect(stdout + stderr).not.toContain(clientSecret);
    expect(JSON.parse(stdout).userPools[0].clients).toMatchObject([{ secret: true }]);
  });

  it('W-25: says in its document that there is no pool, which is no failure of a list', async () => {
    cloud.answer({ ...regionAnswers(), ListUserPools: () => ({ UserPools: [] }) });

    const json = await here.run(['discover', '--json']);
    const text = await here.run(['discover']);

    expect([json.code, text.code]).toEqual([0, 0]);
    expect(JSON.parse(json.stdout)).toMatchObject({ userPools: [] });
    expect(text.stdout).toBe('There is no user pool in eu-west-1 of this account.\n');
  });
});

describe('amplify-import discover', () => {
  it('says of each pool what it holds and what blocks it, and ends with the ready request', async () => {
    const { code, stdout } = await here.run(['discover']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^2 user pools in eu-west-1, 1 ready to import\n\n✗ back-office /);
    expect(stdout).toMatch(
      / {4}NO_WEB_CLIENT .+\n.+\n {6}found: .+\n {6}fix: .+\n {6}mend: aws cognito-idp /,
    );
    expect(stdout).toContain(`web (${webClientId})  no secret; proposed as web client`);
    expect(stdout).toMatch(/identity pools {2}storefront \(.+\) {2}accepts web\n {2}ready\n/);
    expect(stdout).toContain('Identity pools of eu-west-1 only were looked at.');
    expect(requestsIn(stdout)).toEqual([
      { app: 'storefront-users', env: 'dev', userPoolId, webClientId, identityPoolId },
    ]);
  });

  it('gives without a terminal the request of every pool that is ready', async () => {
    cloud.answer(twoReadyPools());

    const { stdout } = await here.run(['discover']);

    expect(requestsIn(stdout)).toMatchObject([{ userPoolId: serverPoolId }, { userPoolId }]);
  });

  it('gives a request that run takes as it is', async () => {
    const { stdout } = await here.run(['discover']);
    const request = await here.request(requestsIn(stdout)[0]);

    const end = await here.run(['run', request, '--mode', 'plan', '--json']);

    expect(JSON.parse(end.stdout)).toMatchObject({ status: 'planned' });
  });

  it('tells each call to AWS with --verbose, and no progress with --quiet', async () => {
    const { stdout, stderr } = await here.run(['discover', '--json', '--verbose', '--quiet']);

    expect(stderr).toMatch(/^( {2}[A-Z]\w+ [A-Z]\w+ \d+ ms( \w+)?\n)+$/);
    expect(stderr).toContain('  CognitoIdentityProvider DescribeUserPool ');
    expect(JSON.parse(stdout)).toHaveProperty('userPools');
  });

  it('W-25: fails when the pools may not be listed, and names the action', async () => {
    cloud.answer(deniedRegion());

    const text = await here.run(['discover']);
    const json = await here.run(['discover', '--json']);

    expect(text).toMatchObject({ code: 2, stdout: '' });
    expect(text.stderr).toMatch(
      /^AccessDenied: AWS denied cognito-idp:ListUserPools on user pools/,
    );
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { name: 'AccessDenied' } });
  });

  it.each([
    [['--region', 'Ireland'], '--region needs a region like "eu-west-1", not "Ireland".'],
    [['eu-west-1'], 'Unexpected argument "eu-west-1".'],
    [['--regoin', 'eu-west-1'], 'There is no option "--regoin". Did you mean "--region"?'],
  ])('W-25: does not understand %j', async (words, complaint) => {
    const { code, stdout, stderr } = await here.run(['discover', ...words]);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(complaint);
    expect(stderr).toContain('How it goes: amplify-import discover --help\n');
    expect(cloud.calls).toEqual([]);
  });
});
