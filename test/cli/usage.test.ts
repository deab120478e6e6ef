import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import type { StandIn } from './stand-in.ts';

let cloud: StandIn;
let here: Bench;

eachOnItsBench((itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  cloud.answer({});
});

describe('Help', () => {
  it.each(['--help', '-h', 'help'])(
    'is what "%s" asks for: every command, on stdout',
    async (word) => {
      const { code, stdout, stderr } = await here.run([word]);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^ {2}run {9}import in this process/m);
      expect(stdout).toMatch(/^ {2}start {7}start a deployed state machine$/m);
    },
  );

  it.each([
    ['run', '[--mode plan|import]'],
    ['push', '[--only failed|<target>,…]'],
    ['start', '[--machine <machine>]'],
    ['fetch', '[--merge <file>]'],
    ['discover', '[--json]'],
    ['compare', '<file> [<request.json | ->]'],
    ['init', '[request.json]'],
    ['bridge', '<target> [<request.json | ->] [--app <app>]'],
    ['completion', '<shell>'],
  ])('of "%s" is its own usage', async (name, option) => {
    const { code, stdout, stderr } = await here.run([name, '--help']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: amplify-import ${name} `));
    expect(stdout).toContain(option);
    expect(stdout).toMatch(/\nExit codes:\n {2}0 +done/);
  });

  it('of a command says in one line what each option does', async () => {
    const { stdout } = await here.run(['run', '--help']);

    expect(stdout).toMatch(/\n {2}--out <folder> +copies the published files there\n/);
    expect(stdout).toMatch(/\n {2}--json +one JSON document/);
  });

  it('is there without what commands need: the start loads no SDK, and little else', async () => {
    const entry = await readFile(here.command, 'utf8');
    const [, process = ''] = /import\("\.\/(command-process-\w+\.js)"\)/.exec(entry) ?? [];
    const texts = await startOf(join(dirname(here.command), process));

    expect(entry.length).toBeLessThan(1000); // nothing is loaded before Node may keep it compiled
    expect(texts.join('')).toContain('one JSON document on standard output');
    expect(texts.join('')).not.toMatch(/amz-sdk|smithy/);
    expect(texts.join('').length).toBeLessThan(60_000);
  });

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

    expect(await here.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('A command line that cannot be understood', () => {
  it.each([
    ['no command', []],
    ['no request', ['run']],
    ['no request', ['start']],
    ['two requests', ['run', 'request.json', 'request.json']],
    ['a missing file', ['run', 'missing.json']],
    ['a missing file', ['start', 'missing.json']],
    ['a folder', ['run', '.']],
    ['an unknown option', ['run', 'request.json', '--jsn']],
    ['an option of another command', ['start', 'request.json', '--store', 'x']],
    ['an option without its value', ['run', 'request.json', '--store']],
    ['a value where none belongs', ['run', 'request.json', '--json=yes']],
    ['a nonsensical mode', ['run', 'request.json', '--mode', 'nonsense']],
    ['an empty mode', ['run', 'request.json', '--mode', '']],
    ['a file where a folder is to be', ['run', 'request.json', '--out', 'request.json']],
    ['a store without a name', ['run', 'request.json', '--store', '']],
    ['a store without a name in one word', ['run', 'request.json', '--store=']],
    ['the address of a bucket as the store', ['run', 'request.json', '--store', 's3://bucket/x']],
    ['half of such an address', ['run', 'request.json', '--store', 's3:bucket']],
    ['the ARN of a bucket as the store', ['run', 'request.json', '--store', 'arn:aws:s3:::bucket']],
    ['the stack in another case', ['run', 'request.json', '--store', 'AWS']],
    ['the stack as a folder', ['run', 'request.json', '--store', 'aws/']],
    ['nothing but a space as the store', ['run', 'request.json', '--store', ' ']],
    ['an address as the folder of a copy', ['run', 'request.json', '--out', 'S3://bucket/x']],
    ['a file where the store is to be', ['run', 'request.json', '--store', 'request.json']],
  ])('with %s exits with 64 and says how it goes: %j', async (_, args) => {
    await here.request({ app: 'storefront', env: 'prod', userPoolId: 'eu-west-1_AbCdEfGhI' });

    const { code, stdout, stderr } = await here.run(args);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(
      args.length === 0 ? 'amplify-import <command> --help' : `amplify-import ${args[0]} --help`,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(cloud.calls).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['half a document', '{"app": "storefront",'],
    ['broken behind a comment', '{ // the app\n "app": "storefront"'],
    ['two documents', '{} {}'],
  ])('with a request that is %s names what is wrong with it', async (_, text) => {
    await here.request(text);

    const { code, stdout, stderr } = await here.run(['run', 'request.json']);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('request.json is not JSON: ');
  });

  it.each([
    [['rum', 'request.json'], 'There is no command "rum". Did you mean "run"?\n'],
    [['fecth'], 'There is no command "fecth". Did you mean "fetch"?\n'],
    [['constructor'], 'There is no command "constructor".\n'],
    [['run', 'request.json', '--jsn'], 'There is no option "--jsn". Did you mean "--json"?\n'],
    [['fetch', '--loudly'], 'There is no option "--loudly".\n'],
  ])('says what there is not, and what is nearest if anything is: %j', async (words, complaint) => {
    const { code, stdout, stderr } = await here.run(words);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(`\n${stderr}`).toContain(`\n${complaint}`);
  });

  it('does not plan what an event asks for, as --mode speaks for requests only', async () => {
    const detail = { app: 'storefront', env: 'prod', userPoolId: 'eu-west-1_AbCdEfGhI' };
    const source = 'amplify-import.storefront';
    await here.request({ source, 'detail-type': 'Auth Import Requested', detail });

    const { code, stderr } = await here.run(['run', 'request.json', '--mode', 'plan']);

    expect(code).toBe(64);
    expect(stderr).toContain('--mode goes with a request, not with an event.');
    expect(cloud.calls).toEqual([]);
  });
});

/** The texts of the chunks that a start of the command loads before it does anything. */
async function startOf(path: string, seen = new Set<string>()): Promise<readonly string[]> {
  if (seen.has(path)) return [];
  seen.add(path);
  const text = await readFile(path, 'utf8');
  const names = [...text.matchAll(/(?:from|import)"(\.\/[^"]+)"/g)].map(([, name = '']) => name);
  const others = await Promise.all(names.map((name) => startOf(join(dirname(path), name), seen)));
  return [text, ...others.flat()];
}
