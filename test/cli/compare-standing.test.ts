import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { fullRequest } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { policyName } from '../support/builders/link.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { runHere } from './published.ts';

const newFolder = temporaryFolders();

it('A comparison with a request is made whatever stands on the roles under our name', async () => {
  const world = sampleAccount();
  world.iam.roles.get('CognitoAuth')!.policies[policyName] = '{"of": "others"}';
  const folder = await newFolder();
  const [shipped, request] = ['amplify_outputs.json', 'request.json'].map((name) =>
    join(folder, name),
  ) as [string, string];
  await writeFile(shipped, '{ "version": "1.4" }');
  await writeFile(request, JSON.stringify(fullRequest));

  const { code, stdout } = await runHere(['compare', shipped, request]);

  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('against amplify_outputs.json of the plan of storefront/prod'),
  });
});
