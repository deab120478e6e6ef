import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { commands as declared } from '../../src/cli/commands.ts';
import type { Commands } from '../../src/cli/command.ts';
import { everywhere, settle } from '../../src/cli/everywhere.ts';
import { main } from '../../src/cli/main.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const newFolder = temporaryFolders();
const commands: Commands = declared;
const before = { ...process.env };

afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
});

/** What a command tells on standard error. */
async function toldBy(words: readonly string[]): Promise<string> {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await main(words);
  return write.mock.calls.map(([text]) => String(text)).join('');
}

describe('An option of every command', () => {
  it('has no other meaning anywhere', () => {
    for (const { options } of Object.values(commands)) {
      expect(Object.keys(options).filter((name) => Object.hasOwn(everywhere, name))).toEqual([]);
    }
  });

  it('names the profile and the region by which the SDK reads its own settings', async () => {
    const environment = { AWS_PROFILE: 'other', AWS_REGION: 'us-east-1', HOME: '/' };

    await settle(new Map([['profile', 'shop'], ['region', 'eu-west-1']]), environment); // prettier-ignore

    expect(environment).toEqual({ AWS_PROFILE: 'shop', AWS_REGION: 'eu-west-1', HOME: '/' });
  });

  it('leaves the environment as it is where it is not given', async () => {
    const environment = { AWS_PROFILE: 'other' };

    await settle(new Map([['json', '']]), environment);

    expect(environment).toEqual({ AWS_PROFILE: 'other' });
  });

  it('refuses a region that is none', async () => {
    const settled = settle(new Map([['region', 'Ireland']]), {});

    await expect(settled).rejects.toThrow('--region needs a region like "eu-west-1"');
  });
});

describe('How much a run tells on the way', () => {
  const plan = async (...words: string[]) => {
    sampleAccount();
    const link = ['--app', 'storefront', '--env', 'prod'];
    const pools = ['--user-pool-id', 'eu-west-1_AbCdEfGhI'];
    const where = ['--store', await newFolder(), '--region', 'eu-west-1'];
    return toldBy(['run', ...link, ...pools, '--mode', 'plan', ...where, ...words]);
  };

  it('is a line for each state', async () => {
    expect(await plan()).toMatch(/✓ Validate user pool +\d+ ms/);
  });

  it('is nothing with --quiet', async () => {
    expect(await plan('--quiet')).toBe('');
  });
});
