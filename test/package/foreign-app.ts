import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder with a CDK app of somebody else. */
export type ForeignApp = {
  /** Runs a file of this text with a Node as the CDK does, and gives the folder with what it synthesized. */
  readonly synthesize: (node: string, file: string, text: string) => Promise<string>;
  /** Checks a file of this text by its types, and gives what TypeScript says against it. */
  readonly check: (file: string, text: string) => string;
};

/** An app in CommonJS, with the flags of a new one: the construct once in each of two Regions, and never twice. */
export const inTwoRegions = `
  const { App, Stack } = require('aws-cdk-lib');
  const { AmplifyImport } = require('amplify-import/cdk');
  const assert = require('node:assert');
  const app = new App({ context: require('aws-cdk-lib/recommended-feature-flags.json') });
  for (const region of ['eu-west-1', 'us-east-1']) {
    const stack = new Stack(app, region, { env: { account: '111122223333', region } });
    new AmplifyImport(stack, 'Import');
    assert.throws(() => new AmplifyImport(stack, 'Other'), /would be a second AmplifyImport/);
  }
`;

/**
 * Makes one in a folder: the package as it was installed, beside it the CDK, and nothing else of this repository.
 *
 * @param installed the folder of the package
 */
export async function foreignApp(folder: string, installed: string): Promise<ForeignApp> {
  const packages = join(folder, 'node_modules');
  await mkdir(packages, { recursive: true });
  // Not a link: Node looks for peers above the place where a package really is.
  await cp(installed, join(packages, 'amplify-import'), { recursive: true });
  for (const peer of ['aws-cdk-lib', 'constructs'])
    await symlink(resolve('node_modules', peer), join(packages, peer));

  return {
    async synthesize(node, file, text) {
      const outdir = join(folder, `${file}.out`);
      await writeFile(join(folder, file), text);
      // CloudFormation's own rules take two seconds of each synthesis.
      const env = { PATH: '/usr/bin:/bin', CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' };
      await run(node, [file], { cwd: folder, env });
      return outdir;
    },
    check(file, text) {
      writeFileSync(join(folder, file), text);
      const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
      const tsc = resolve('node_modules/.bin/tsc');
      return spawnSync(tsc, [...options, file], { cwd: folder, encoding: 'utf8' }).stdout;
    },
  };
}
