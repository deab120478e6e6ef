import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from '@jest/globals';
import { lookedUpAccount, atMinute } from '../support/aws-world/looked-up-account.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { link } from '../support/builders/link.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { runHere } from './published.ts';

const newFolder = temporaryFolders();
const ofLink = ['--app', 'storefront', '--env', 'prod', '--store', 'aws'];

beforeEach(async () => {
  await lookedUpAccount();
  await removeOnce(link, { services: atMinute(8) });
});

it('A comparison with a link that was removed says so, to programs too', async () => {
  const shipped = join(await newFolder(), 'amplify_outputs.json');
  await writeFile(shipped, '{"version":"1.4"}');

  const { code, stdout, stderr } = await runHere(['compare', shipped, ...ofLink, '--json']);

  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^storefront\/prod was removed; revision 2 was its last\. .* Nothing is compared\.\n$/,
  );
  expect(JSON.parse(stdout)).toEqual({
    status: 'failed',
    error: { name: 'LinkRemoved', message: stderr.trimEnd() },
    findings: [],
  });
});

it('A bridge from a link that was removed says so beside its text', async () => {
  const { code, stdout, stderr } = await runHere(['bridge', 'cdk', ...ofLink]);

  expect(code).toBe(0);
  expect(stdout).toContain('class ImportedAuth');
  expect(stderr).toContain('From an import that was removed since.\n');
});
