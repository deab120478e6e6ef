import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { userPoolAnswers } from './cognito-answers.ts';
import { awsError, type StandIn } from './stand-in.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
const link = ['--app', 'storefront', '--env', 'prod'];
const published = (name: string) =>
  join(here.folder, '.amplify-import', 'config', 'storefront', 'prod', name);

let cloud: StandIn;
let here: Bench;

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer(userPoolAnswers());
  await here.request(request);
});

/** Puts the file of today beside the request: what a run publishes, with something changed. */
async function shipped(name: string, change: (text: string) => string): Promise<void> {
  await here.run(['run', 'request.json']);
  await writeFile(join(here.folder, name), change(await readFile(published(name), 'utf8')));
}

describe('amplify-import compare', () => {
  it.each(['aws-exports.js', 'amplifyconfiguration.json', 'amplify_outputs.json'])(
    'finds no difference in the file that is published: %s',
    async (name) => {
      await shipped(name, (text) => text);

      const end = await here.run(['compare', name, ...link, '--detailed-exit-code']);

      expect(end.code).toBe(0);
      expect(end.stdout).toBe(
        `${name} against ${name} of what storefront/prod publishes\n\nNo difference.\n`,
      );
    },
  );

  it('says what each difference means, what breaks something first', async () => {
    await shipped('aws-exports.js', (text) => text.replaceAll(webClientId, '1another'));

    const { code, stdout } = await here.run(['compare', 'aws-exports.js', ...link]);

    expect(code).toBe(0);
    expect(stdout).toContain('BREAKS SOMETHING\n\n  aws_user_pools_web_client_id (changed)\n');
    expect(stdout).toContain('"1another"');
    expect(stdout).toContain('everybody signs in again');
  });

  it('compares with a plan of a request, and publishes nothing', async () => {
    await writeFile(join(here.folder, 'amplify_outputs.json'), '{ "version": "1.4" }');

    const asked = ['compare', 'amplify_outputs.json', 'request.json'];

    const end = await here.run([...asked, '--json', '--detailed-exit-code']);

    expect(end.code).toBe(3);
    expect(JSON.parse(end.stdout)).toMatchObject({
      shipped: 'amplify_outputs.json',
      ours: 'amplify_outputs.json of the plan of storefront/prod',
      differences: expect.arrayContaining([expect.objectContaining({ key: 'auth' })]),
    });
    await expect(readFile(published('manifest.json'))).rejects.toThrow('ENOENT');
  });

  it('takes code that was not run for no difference', async () => {
    await shipped('aws-exports.js', (text) =>
      text.replaceAll(JSON.stringify(webClientId), 'process.env.CLIENT'),
    );

    const end = await here.run(['compare', 'aws-exports.js', ...link, '--detailed-exit-code']);

    expect(end.code).toBe(0);
    expect(end.stdout).toContain('LOOK YOURSELF\n\n  aws_user_pools_web_client_id (changed)\n');
  });

  it('prints why a request is refused, with its exit code', async () => {
    await writeFile(join(here.folder, 'amplify_outputs.json'), '{ "version": "1.4" }');
    cloud.answer({
      ...userPoolAnswers(),
      DescribeUserPool: () => {
        throw awsError('ResourceNotFoundException');
      },
    });

    const { code, stdout } = await here.run(['compare', 'amplify_outputs.json', 'request.json']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^REFUSED\n/);
  });

  it('says that nothing is published yet', async () => {
    await writeFile(join(here.folder, 'amplify_outputs.json'), '{ "version": "1.4" }');

    const { code, stdout, stderr } = await here.run(['compare', 'amplify_outputs.json', ...link]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'There is no amplify_outputs.json in what storefront/prod publishes. It was looked for in the folder .amplify-import; look elsewhere in the stack by --store aws. Nothing is compared.\n',
    );
  });

  it.each([
    ['no file', ['compare'], 'Name the file that your app ships today.'],
    ['a file that is not there', ['compare', 'absent.json', ...link], 'cannot be read'],
    [
      'a file that no library reads',
      ['compare', 'request.json', ...link],
      'no config file that is known here',
    ],
    ['neither request nor link', ['compare', 'a.json'], 'Name a request to compare with'],
  ])('cannot be asked with %s', async (_, args, message) => {
    await writeFile(join(here.folder, 'a.json'), '{ "version": "1.4" }');

    const { code, stderr } = await here.run(args);

    expect(code).toBe(64);
    expect(stderr).toContain(message);
  });
});
