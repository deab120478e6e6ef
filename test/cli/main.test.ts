import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { namedCommand } from '../../src/cli/named-command.ts';
import { commands as declared } from '../../src/cli/commands.ts';
import type { Commands } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';

const commands: Commands = declared;
let streams: Record<'stdout' | 'stderr', jest.SpiedFunction<typeof process.stdout.write>>;

beforeEach(() => {
  streams = {
    stdout: jest.spyOn(process.stdout, 'write').mockReturnValue(true),
    stderr: jest.spyOn(process.stderr, 'write').mockReturnValue(true),
  };
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a command line comes to. */
async function told(...words: string[]) {
  const code = await main(words);
  const text = (stream: keyof typeof streams) =>
    streams[stream].mock.calls.map(([part]) => String(part)).join('');
  return { code, stdout: text('stdout'), stderr: text('stderr') };
}

describe('The command among the words of a command line', () => {
  it.each([
    [['list', '--json'], 'list', ['--json']],
    [['--profile', 'x', 'list', '--json'], 'list', ['--profile', 'x', '--json']],
    [['--profile=list', '--quiet', 'show'], 'show', ['--profile=list', '--quiet']],
    [['--app', 'run', 'show', '--env', 'e'], 'show', ['--app', 'run', '--env', 'e']],
    [['--version'], '--version', []],
    [['--dry-run'], '--dry-run', []],
    [['lst', 'run'], 'lst', ['run']],
    [[], '', []],
  ])('may have options before it: %j', (words, name, args) => {
    expect(namedCommand(words, commands)).toEqual({ name, args });
  });
});

describe('A command line that cannot be understood', () => {
  it.each([
    [
      ['--region', 'us-east-1', 'plan'],
      'There is no command "plan". Did you mean "run --mode plan"?',
    ],
    [['help', 'fecth'], 'There is no command "fecth". Did you mean "fetch"?'],
    [['plan'], 'There is no command "plan". Did you mean "run --mode plan"?'],
    [['delete'], 'There is no command "delete". Did you mean "remove"?'],
    [['-v'], '"-v" stands before no command. Did you mean "--version"?'],
    [['run', '--dry-run'], 'There is no option "--dry-run". Did you mean "--mode plan"?'],
    [['list', '--dry-run'], 'There is no option "--dry-run".'],
  ])('is told in the words of this one: %j', async (words, complaint) => {
    const { code, stdout, stderr } = await told(...words);

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(complaint);
    expect(stderr.split('\n')).toHaveLength(3);
  });

  it.each([
    [['show', '--json']],
    [['--json', 'show', '--jsn']],
    [['shwo', '--json']],
    [['--json']],
  ])('is a document for whoever reads JSON: %j', async (words) => {
    const { code, stdout, stderr } = await told(...words);

    expect(code).toBe(64);
    expect(JSON.parse(stdout)).toEqual({
      status: 'refused',
      error: { name: 'UsageError', message: stderr.split('\n')[0] },
      findings: [],
    });
  });
});

describe('Help', () => {
  it.each([[['help', 'list']], [['list', '--help']], [['--help', 'list']]])(
    'of a command is asked for by %j',
    async (words) => {
      const { code, stdout } = await told(...words);

      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: amplify-import list /);
    },
  );
});
