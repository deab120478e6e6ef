import { readdir, readFile, writeFile } from 'node:fs/promises';
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
});
