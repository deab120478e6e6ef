import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copyFiles } from '../../src/cli/copy-files.ts';
import {
  fullRequest,
  runOnce,
  stackServices,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { policyName } from '../support/builders/link.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

describe('The folder of --out', () => {
  const newFolder = temporaryFolders();
  const emitting = { ...fullRequest, rolePolicies: 'emit' };
  const policies = ['CognitoAuth', 'CognitoGuest'].map((role) => `${role}.${policyName}.json`);
  const copied = async (request: object) => {
    sampleAccount();
    const [folder, services] = [await newFolder(), stackServices()];
    const result = await runOnce(request, { services });
    await copyFiles(result, services.configStore, folder);
    return { folder, result, names: (await readdir(folder)).toSorted() };
  };

  it('gets the published files, and emitted policies in a folder of their own', async () => {
    const { folder, names, result } = await copied(emitting);

    const text = await readFile(join(folder, 'role-policies', policies[0] ?? ''), 'utf8');
    const planned = result.plan?.roles.find(({ role }) => role.endsWith('CognitoAuth'));
    expect(names).toEqual([
      'amplify_outputs.json',
      'amplifyconfiguration.json',
      'android',
      'aws-exports.js',
      'flutter',
      'ios',
      'role-policies',
    ]);
    expect(await readdir(join(folder, 'role-policies'))).toEqual(policies);
    expect(JSON.parse(text)).toEqual(JSON.parse(planned?.after ?? ''));
  });

  it.each([
    ['the policies of a plan that emits them', { ...emitting, mode: 'plan' }, ['role-policies']],
    ['nothing of a plan that would write them', { ...fullRequest, mode: 'plan' }, []],
  ])('gets %s', async (_, request, expected) => {
    expect((await copied(request)).names).toEqual(expected);
  });

  it('keeps no policy of the link that is emitted no more, and whatever else lies there', async () => {
    sampleAccount();
    const [folder, services] = [await newFolder(), stackServices()];
    const copy = async (request: object) =>
      copyFiles(await runOnce(request, { services }), services.configStore, folder);
    await copy(emitting);
    const others = `CognitoGuest.${policyName}x.json`;
    await writeFile(join(folder, 'role-policies', others), '{}');

    await copy({ ...withGrants(['read'], []), rolePolicies: 'emit' });

    expect((await readdir(join(folder, 'role-policies'))).toSorted()).toEqual([
      policies[0],
      others,
    ]);
  });

  it('is written as a whole or not: a link out of it is not followed, and nothing else comes', async () => {
    sampleAccount();
    const [folder, elsewhere, services] = [await newFolder(), await newFolder(), stackServices()];
    await symlink(elsewhere, join(folder, 'android'));
    const result = await runOnce(fullRequest, { services });

    await expect(copyFiles(result, services.configStore, folder)).rejects.toThrow('leads out of');

    expect([await readdir(folder), await readdir(elsewhere)]).toEqual([['android'], []]);
  });

  it('loses no file behind a link in the place of the emitted policies', async () => {
    sampleAccount();
    const [folder, elsewhere, services] = [await newFolder(), await newFolder(), stackServices()];
    const theirs = `CognitoGuest.${policyName}.json`;
    await writeFile(join(elsewhere, theirs), '{}');
    await mkdir(folder, { recursive: true });
    await symlink(elsewhere, join(folder, 'role-policies'));
    const result = await runOnce(
      { ...withGrants(['read'], []), rolePolicies: 'emit' },
      { services },
    );

    await expect(copyFiles(result, services.configStore, folder)).rejects.toThrow('leads out of');

    expect(await readdir(elsewhere)).toEqual([theirs]);
  });

  it('gets a file in the place of a link, and leaves what the link points to', async () => {
    sampleAccount();
    const [folder, elsewhere, services] = [await newFolder(), await newFolder(), stackServices()];
    await writeFile(join(elsewhere, 'theirs'), 'mine');
    await symlink(join(elsewhere, 'theirs'), join(folder, 'aws-exports.js'));

    await copyFiles(await runOnce(fullRequest, { services }), services.configStore, folder);

    expect(await readFile(join(elsewhere, 'theirs'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'aws-exports.js'), 'utf8')).toContain('aws_user_pools_id');
  });
});
