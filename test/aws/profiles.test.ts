import os from 'node:os';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { namedInEnvironment } from '../../src/aws/profiles.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const newFolder = temporaryFolders();

async function environmentOf(config: string, credentials = ''): Promise<Record<string, string>> {
  const folder = await newFolder();
  const [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE] = [join(folder, 'a'), join(folder, 'b')];
  await Promise.all([
    writeFile(AWS_CONFIG_FILE, config),
    writeFile(AWS_SHARED_CREDENTIALS_FILE, credentials),
  ]);
  return { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE };
}

describe('What the files of the AWS CLI name', () => {
  const config = [
    '[default]',
    'region = eu-west-1',
    ' [profile dev]  # ours',
    'region=eu-west-2',
    '[profile "two words"]',
    '[sso-session acme]',
    'region = us-east-1',
    '[services local]',
  ].join('\r\n');

  it('is each profile of both files, and no other section', async () => {
    const environment = await environmentOf(config, '[keys]\naws_access_key_id = x\n[dev]\n');

    expect(namedInEnvironment(environment).profiles).toEqual([
      'keys',
      'dev',
      'default',
      'two words',
    ]);
  });

  it.each([
    ['dev', {}, { unknownProfile: null, region: 'eu-west-2' }],
    ['two words', {}, { unknownProfile: null, region: null }],
    ['', {}, { unknownProfile: null, region: 'eu-west-1' }],
    ['acme', {}, { unknownProfile: 'acme', region: null }],
    ['dev', { AWS_REGION: 'eu-north-1' }, { unknownProfile: null, region: 'eu-north-1' }],
  ])('is said of the profile "%s" with %j', async (AWS_PROFILE, more, named) => {
    const environment = { ...(await environmentOf(config)), AWS_PROFILE, ...more };

    expect(namedInEnvironment(environment)).toMatchObject(named);
  });

  it('is what the environment says where the user has no home', () => {
    const home = jest.spyOn(os, 'homedir').mockImplementation(() => {
      throw new Error('uv_os_homedir returned ENOENT (no such file or directory)');
    });

    const named = namedInEnvironment({ AWS_REGION: 'eu-west-1' });

    home.mockRestore();
    expect(named).toEqual({ unknownProfile: null, profiles: [], region: 'eu-west-1' });
  });

  it('is nothing where there are no such files', () => {
    const environment = { AWS_CONFIG_FILE: 'none', AWS_SHARED_CREDENTIALS_FILE: 'none' };

    expect(namedInEnvironment(environment)).toEqual({
      unknownProfile: null,
      profiles: [],
      region: null,
    });
  });
});
