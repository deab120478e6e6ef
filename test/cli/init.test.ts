import { writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exampleRequest, requestSchema } from '../../src/contract/request.ts';
import { identityPoolId, userPoolId, webClientId } from '../support/builders/ids.ts';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { deniedRegion, regionAnswers, twoReadyPools } from './region-answers.ts';
import type { Answer, StandIn } from './stand-in.ts';
import { hasPython, inTerminal, keys, type Typing } from './terminal.ts';

let cloud: StandIn;
let here: Bench;

eachOnItsBench((itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer({ ...regionAnswers() });
});

describe('amplify-import init without a terminal', () => {
  it('W-25: asks nobody, and says what to do instead', async () => {
    const { code, stdout, stderr } = await here.run(['init']);

    const [example = ''] = /^\{$[^]*?^\}$/m.exec(stderr) ?? [];
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('amplify-import discover');
    expect(JSON.parse(example)).toEqual(exampleRequest);
    expect(cloud.calls).toEqual([]);
    expect(await readdir(here.folder)).toEqual([]);
  });
});

const at = hasPython ? describe : describe.skip;

at(`amplify-import init at a terminal${hasPython ? '' : ' (skipped: python3 makes it)'}`, () => {
  const init = (typing: Typing, ...words: string[]) =>
    inTerminal(here, cloud.endpoint, [here.command, 'init', ...words], typing);

  const toTheEnd: Typing = [
    ['Region of the user pool', keys.enter],
    ['User pool', `${keys.down}${keys.enter}`],
    ['Identity pool', keys.enter],
    ['Name of the app', `shop${keys.enter}`],
    ['Environment', keys.enter],
    ['Grant access to files', keys.enter],
    ['Write this request?', keys.enter],
  ];

  it('writes the request that was asked for, and says what comes next', async () => {
    const { code, shown } = await init(toTheEnd);

    const written: unknown = JSON.parse(await readFile(join(here.folder, 'request.json'), 'utf8'));
    expect({ code, written }).toEqual({
      code: 0,
      written: { app: 'shop', env: 'dev', userPoolId, webClientId, identityPoolId },
    });
    expect(requestSchema().safeParse(written).success).toBe(true);
    expect(shown).toMatch(/amplify-import run request\.json --mode plan\s*$/);
    expect(await readdir(here.folder)).toEqual(['request.json']);
  }, 40_000);

  it('makes the folder of its file', async () => {
    const { code } = await init(toTheEnd, 'requests/storefront.json');

    expect(code).toBe(0);
    expect(await readdir(join(here.folder, 'requests'))).toEqual(['storefront.json']);
  }, 40_000);

  it('keeps a file that is there, unless told otherwise', async () => {
    await writeFile(join(here.folder, 'mine.json'), 'mine');

    const kept = await init([['mine.json is there already', keys.enter]], 'mine.json');
    const old = await readFile(join(here.folder, 'mine.json'), 'utf8');
    const taken = await init([['mine.json is there already', 'y'], ...toTheEnd], 'mine.json');

    expect([kept.code, old, taken.code]).toEqual([1, 'mine', 0]);
    expect(await readFile(join(here.folder, 'mine.json'), 'utf8')).toContain(userPoolId);
  }, 40_000);

  it('keeps a file that has appeared while it asked, unless told otherwise', async () => {
    const path = join(here.folder, 'request.json');
    const answers = regionAnswers();
    const appears: Answer = (...asked) => {
      writeFileSync(path, 'theirs');
      return answers['ListIdentityPools']?.(...asked) ?? {};
    };

    cloud.answer({ ...answers, ListIdentityPools: appears });
    const kept = await init([...toTheEnd, ['request.json has appeared', keys.enter]]);
    const theirs = await readFile(path, 'utf8');
    await rm(path);
    const taken = await init([...toTheEnd, ['request.json has appeared', 'y']]);

    expect([kept.code, theirs, taken.code]).toEqual([1, 'theirs', 0]);
    expect(await readFile(path, 'utf8')).toContain(userPoolId);
  }, 40_000);

  it('W-25: leaves nothing behind after Ctrl-C', async () => {
    const typing: Typing = [...toTheEnd.slice(0, 3), ['Name of', keys.controlC]];

    const { code, shown } = await init(typing, 'requests/storefront.json');

    expect(code).toBe(130);
    expect(shown).toMatch(/Nothing was written\.\s*$/);
    expect(await readdir(here.folder)).toEqual([]);
  }, 40_000);

  it('W-25: fails when there is nothing to ask about, or it may not be read', async () => {
    cloud.answer({ ...regionAnswers(), ListUserPools: () => ({ UserPools: [] }) });
    const empty = await init(toTheEnd.slice(0, 1));
    cloud.answer(deniedRegion());
    const denied = await init(toTheEnd.slice(0, 1));

    expect(empty).toMatchObject({ code: 2 });
    expect(empty.shown).toContain('There is no user pool in eu-west-1 of this account.');
    expect(denied).toMatchObject({ code: 2 });
    expect(denied.shown).toContain('AccessDenied: AWS denied cognito-idp:ListUserPools');
  }, 40_000);

  it('W-25: asks nothing when its file could not be written', async () => {
    await mkdir(join(here.folder, 'folder'));
    await writeFile(join(here.folder, 'file'), '');

    const folder = await init([], 'folder');
    const nowhere = await init([], 'file/place.json');

    expect([folder.code, nowhere.code]).toEqual([64, 64]);
    expect(folder.shown).toContain('folder cannot be written: it is a folder');
    expect(cloud.calls).toEqual([]);
  }, 40_000);

  it('discover asks there which of several pools its request is for', async () => {
    cloud.answer(twoReadyPools());
    const typing: Typing = [['Which pool do you want', `${keys.down}${keys.enter}`]];

    const { code, shown } = await inTerminal(
      here,
      cloud.endpoint,
      [here.command, 'discover'],
      typing,
    );

    const after = shown.slice(shown.indexOf('Request for'));
    expect(code).toBe(0);
    expect(after).toContain('"app": "storefront-users"');
    expect(after).not.toContain('"app": "back-office"');
  }, 40_000);
});
